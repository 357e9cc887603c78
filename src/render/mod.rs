//! The renderers. They draw what is decided; they do not know each other.
pub mod docx;
pub mod pdf;
mod watermark;
