//! A crate whose codes and bodies travel through serde.
#![no_std]
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

errspec::include_generated!("jsonrpc");
errspec::include_generated!("sqlstate");
errspec::include_generated!("only_codes");
errspec::include_generated!("pointers");
errspec::include_generated!("vision");
