//! The contracts of `cases` and of the five APIs, generated as a user's build script would.
#![no_std]
#![deny(warnings, missing_docs)]
// The lint table of a crate also applies to its generated modules, so Clippy is run on this package too.
#![deny(clippy::all, clippy::pedantic, clippy::nursery)]
#![deny(elided_lifetimes_in_paths, missing_copy_implementations, missing_debug_implementations, single_use_lifetimes)]
#![deny(trivial_casts, trivial_numeric_casts, unnameable_types, unreachable_pub, unused_lifetimes, unused_qualifications)]

include!(concat!(env!("OUT_DIR"), "/mod.rs"));
include!(concat!(env!("OUT_DIR"), "/contracts.rs"));
