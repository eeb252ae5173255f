//! The error responses of an OpenAPI document.

mod arrival;
mod schema;

use crate::ErrorResponse;
use crate::render::is_internal;
use arrival::Arrival;
use errspec::{Api, CodeRef, ContractError};
use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomData;
use utoipa::IntoResponses;
use utoipa::openapi::{RefOr, Response};

/// The error responses of one operation, or of a whole API, for an OpenAPI document.
///
/// There is a response for each status, with the schema of the bodies that arrive with it, an example for each code, and the headers.
/// [`error_responses!`](crate::error_responses) declares a type with the responses of an operation.
///
/// ```
/// # errspec::include_spec!("tests/orders.yaml");
/// use errspec_service::ErrorResponses;
/// use orders::{Api, ErrorCode};
/// let responses = ErrorResponses::of(ErrorCode::OrderNotFound).and(ErrorCode::OrderLocked).and_status(500).build();
/// assert_eq!(responses.keys().collect::<Vec<_>>(), ["404", "409", "500"]);
/// assert_eq!(ErrorResponses::<Api>::all().build().len(), 5);
/// ```
#[derive(Clone, Debug)]
pub struct ErrorResponses<A> {
    codes: Vec<CodeRef>,
    statuses: BTreeSet<u16>,
    api: PhantomData<fn() -> A>,
}

impl<A: Api> ErrorResponses<A> {
    /// Every failing status of the contract, and every code that is documented with a status and is not internal.
    pub fn all() -> Self {
        let catalogs = A::contract().catalogs.iter();
        let codes = catalogs.flat_map(|catalog| (0..catalog.len()).map(|row| CodeRef { catalog, row: row as u16 }));
        let declared = A::contract().statuses().rows.iter().map(|row| row.status);
        let failing = declared.filter(|status| !A::contract().is_success(*status));
        Self { codes: codes.filter(|code| !is_internal(*code)).collect(), statuses: failing.collect(), api: PhantomData }
    }

    /// The responses with this code, or with the code of these parameters.
    pub fn of(error: impl ContractError<Api = A>) -> Self {
        Self { codes: vec![error.code()], statuses: BTreeSet::new(), api: PhantomData }
    }

    /// Adds the responses with another code.
    #[must_use]
    pub fn and(mut self, error: impl ContractError<Api = A>) -> Self {
        self.codes.push(error.code());
        self
    }

    /// Adds the response with this status, with any body: without a code, with a code of this status, or with one that the contract
    /// documents with no status.
    #[must_use]
    pub fn and_status(mut self, status: u16) -> Self {
        self.statuses.insert(status);
        self
    }

    /// The responses by status, in the form of OpenAPI.
    pub fn build(&self) -> BTreeMap<String, RefOr<Response>> {
        let mut by_status: BTreeMap<u16, Vec<CodeRef>> = self.statuses.iter().map(|status| (*status, Vec::new())).collect();
        for code in &self.codes {
            match code.catalog.statuses(code.row) {
                [] => by_status.values_mut().for_each(|codes| codes.push(*code)),
                documented => documented.iter().for_each(|status| by_status.entry(*status).or_default().push(*code)),
            }
        }
        let one = |(status, codes): (u16, Vec<CodeRef>)| {
            let arrival = Arrival { status, codes: &codes, with_any_body: self.statuses.contains(&status) };
            (status.to_string(), arrival.response::<A>().into())
        };
        by_status.into_iter().map(one).collect()
    }
}

/// All errors of the contract. [`error_responses!`](crate::error_responses) is for those of one operation.
impl<A: Api> IntoResponses for ErrorResponse<A> {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        ErrorResponses::<A>::all().build()
    }
}

/// Declares a type whose OpenAPI responses are those of the listed codes, for `#[utoipa::path(responses(…))]`.
///
/// ```
/// # errspec::include_spec!("tests/orders.yaml");
/// use errspec_service::error_responses;
/// use orders::ErrorCode;
/// use utoipa::IntoResponses;
///
/// error_responses! {
///     /// The errors of `GET /orders/{id}`.
///     pub struct GetOrderErrors = [ErrorCode::OrderNotFound, ErrorCode::Internal];
/// }
/// // #[utoipa::path(get, path = "/orders/{id}", responses((status = 200), GetOrderErrors))]
/// assert_eq!(GetOrderErrors::responses().len(), 2);
/// ```
#[macro_export]
macro_rules! error_responses {
    ($(#[$meta:meta])* $vis:vis struct $name:ident = [$first:expr $(, $more:expr)* $(,)?];) => {
        $(#[$meta])*
        $vis struct $name;

        impl $crate::__utoipa::IntoResponses for $name {
            fn responses() -> ::std::collections::BTreeMap<
                ::std::string::String,
                $crate::__utoipa::openapi::RefOr<$crate::__utoipa::openapi::Response>,
            > {
                $crate::ErrorResponses::of($first)$(.and($more))*.build()
            }
        }
    };
}
