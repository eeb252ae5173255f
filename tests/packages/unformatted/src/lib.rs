//! A crate without the formatter, whose build script generates its contract.
#![no_std]
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unused_qualifications, clippy::pedantic, clippy::nursery)]

errspec::include_generated!("payments");
