//! The renderers. They draw what is decided; they do not know each other.
mod deflate;
pub mod docx;
mod hash;
pub mod pdf;
mod watermark;
