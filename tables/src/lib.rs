//! Builds the runtime's tables of a contract at run time.
//!
//! Generated code has the tables of its contract as constants. A tool that reads contracts at run time has no generated code, so this crate
//! builds the same tables from the parsed contract. The decoder, the retry engine and the watch of the runtime then work as they do in
//! clients. A test compares the tables with those in generated code for every contract of the repository.
//!
//! The tables have to be `'static`, so they are never freed. Build them once per contract.
//!
//! ```
//! use errspec::ApiError;
//! use errspec_tables::{Loaded, Tables};
//!
//! let spec = b"errspec: 1\nname: shop\nerrors: { E: { codes: { busy: { retry: transient } } } }\nbodies: { api: { fields: { code: { at: /code, type: E } } } }\n";
//! let contract = errspec_spec::check("shop.yaml", spec, &mut errspec_spec::NoFiles).contract.unwrap();
//! let tables = Tables::of(Box::leak(Box::new(contract)));
//! let retry = tables.run(|| ApiError::<Loaded>::decode(503, &(), br#"{"code":"busy"}"#).retry());
//! assert!(retry.is_automatic());
//! ```

mod kept;
mod retry;
mod facts;
mod place;
mod when;
mod keys;
mod fields;
mod bodies;
mod codes;
mod lookup;
mod statuses;
mod policy;
mod operations;
mod machines;
mod loaded;
mod tables;

pub use loaded::Loaded;
pub use policy::budget;
pub use retry::retry;
pub use tables::Tables;
