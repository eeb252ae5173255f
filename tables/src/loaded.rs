//! The API whose contract a program has read.

use errspec::decode::Fields;
use errspec::encode::Values;
use errspec::{Api, Contract};
use std::cell::Cell;

/// The API whose tables [`Tables::run`](crate::Tables::run) has loaded, for `ApiError<Loaded>`. Outside that function, its contract is empty.
///
/// Bodies have no types of their own, because only generated code has these. What all errors share can be read: code, type, message and so on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loaded {}

thread_local! {
    static CONTRACT: Cell<&'static Contract> = const { Cell::new(&EMPTY) };
}

static EMPTY: Contract = Contract::EMPTY;

impl Api for Loaded {
    type Body<'e> = ();

    fn contract() -> &'static Contract {
        CONTRACT.get()
    }

    fn body<'e>(_: &Fields<'_, 'e>) {}

    fn values(_: &()) -> Option<(usize, &dyn Values)> {
        None
    }
}

pub(crate) fn run<R>(contract: &'static Contract, function: impl FnOnce() -> R) -> R {
    /// Restores what was loaded before, even if the function panics.
    struct Before(&'static Contract);
    impl Drop for Before {
        fn drop(&mut self) {
            CONTRACT.set(self.0);
        }
    }
    let _before = Before(CONTRACT.replace(contract));
    function()
}
