//! Installed fonts by family name.
