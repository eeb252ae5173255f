//! A warning of a spec, where warnings are denied.
#![deny(deprecated)]
#![allow(dead_code)]

errspec::include_spec!("include_spec/warned_spec/api.yaml");

fn main() {
    // The module is there.
    let _ = harbor::RETRY;
}
