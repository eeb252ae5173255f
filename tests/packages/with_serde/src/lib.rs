//! A crate whose codes travel through serde.
#![no_std]
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

errspec::include_generated!("jsonrpc");
errspec::include_generated!("sqlstate");
errspec::include_generated!("only_codes");
