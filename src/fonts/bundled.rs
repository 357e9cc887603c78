//! The bundled files.
