//! A crate without std and without a prelude.
#![no_std]
#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

::errspec::include_generated!("jsonrpc");
::errspec::include_generated!("sqlstate");
::errspec::include_generated!("preludes");
::errspec::include_generated!("pointers");
::errspec::include_generated!("params");
::errspec::include_generated!("rules");
::errspec::include_generated!("machines");
::errspec::include_generated!("words");
::errspec::include_generated!("statuses");
::errspec::include_generated!("traps");

/// The same by macros.
pub mod by_macro {
    ::errspec::include_spec!("../../cases/preludes/spec.yaml");
    ::errspec::include_spec!("../../cases/params/spec.yaml");
    ::errspec::include_spec!("../../cases/traps/spec.yaml");
}
