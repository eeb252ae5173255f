//! A crate that calls the runtime by another name.
#![no_std]
#![deny(warnings, missing_docs)]

my_errspec::include_generated!("payments");

/// The same by a macro.
pub mod by_macro {
    my_errspec::include_spec!("spec/payments.yaml", runtime = ::my_errspec);
}
