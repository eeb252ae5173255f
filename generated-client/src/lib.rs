//! The failure contracts of five real APIs, generated from `spec/apis` by this crate's build script.
#![no_std]
#![deny(warnings, missing_docs)]

errspec::include_generated!("autoretouch");
errspec::include_generated!("media_tasks");
errspec::include_generated!("jobs");
errspec::include_generated!("vision");
errspec::include_generated!("images");
