//! A crate that has its own things under the names that generated code might reach for.
#![deny(warnings)]
#![allow(dead_code, unused_macros, non_camel_case_types, missing_docs, reason = "names that are in the way, and nothing else")]

#[macro_use]
mod in_the_way;

errspec::include_generated!("jsonrpc");
errspec::include_generated!("preludes");
errspec::include_generated!("params");
errspec::include_generated!("machines");
errspec::include_generated!("rules");

// At the root too.
mod core {}
mod alloc {}
mod std {}
struct Option;
type Result = ();
struct String;
struct Vec;
struct Box;
trait Clone {}
trait Copy {}
trait Debug {}
trait PartialEq {}
trait Eq {}
trait Hash {}
trait Iterator {}
trait From {}
trait Display {}
trait Error {}
trait FromStr {}
struct u16;
struct str;
struct bool;
const CONTRACT: () = ();
const RETRY: () = ();
static STATUSES: () = ();
fn rows() {}
fn drop() {}

/// A module that has them as well, around contracts in both forms.
pub mod around {
    struct Option;
    type Result = ();
    struct Some;
    struct None;
    struct Ok;
    struct Err;
    struct Row;
    struct Lookup;
    struct Category;
    trait Clone {}
    trait Default {}
    trait Into {}
    mod core {}
    mod errspec {}
    struct u16;
    struct i64;
    struct str;
    fn concat() {}

    ::errspec::include_generated!("sqlstate");
    ::errspec::include_generated!("pointers");
    ::errspec::include_generated!("words");
    ::errspec::include_generated!("statuses");
    ::errspec::include_spec!("../../cases/problem/spec.yaml");
    ::errspec::include_spec!("../../cases/masks/spec.yaml", runtime = ::errspec);
}
