//! The macros of errspec. Use them through the runtime crate: `errspec::include_spec!`, `#[derive(errspec::ErrorCode)]`.
//!
//! # Keys in a spec and on an enum
//!
//! A derive takes the same keys as a spec, written `key = value`, except where Rust already has syntax for it.
//!
//! | entry | keys in a spec | on an enum |
//! |---|---|---|
//! | code, status, state | `title` `summary` `causes` `action` `category` `retry` `effect` `expires` `basis` `since` `deprecated` `docs` | the same |
//! | catalog, group | `title` `summary` `category` `retry` `effect` `basis` `docs` | the same |
//! | catalog, group, code, status | `severity` | the same |
//! | group | `action` | the same |
//! | machine, command | `summary` `basis` | the same |
//! | edge | `summary` `basis` | in `to(A, summary = "…", basis = inferred)` |
//! | catalog, group, code | `status` `tags` `audience` | the same |
//! | catalog | `wire` `open` `unlisted` | the same |
//! | catalog | `strip` | the names of the variants |
//! | catalog, code | `keys` | not on an enum: `include_spec!` |
//! | code | `implied_by` | not on an enum: `include_spec!` |
//! | catalog | `codes` | the variants, each with `code = "…"` or the text that `rename_all` makes |
//! | catalog | `groups` | `group(name, …)`, and `group = name` on a variant |
//! | catalog | `extends` | not on an enum: `include_spec!`, or `spec = "…"` |
//! | group | `prefix` `range` `mask` | in `group(name, prefix = "08")` |
//! | group | `codes` | `group = name` on a variant |
//! | group | `groups` | not on an enum: `include_spec!` |
//! | code | `aliases` `message` | the same |
//! | code | `params` | `params(limit = u32, key(type = string, secret = true))` |
//! | code, status, state | `name` | the variant |
//! | catalog, machine | `name` | the enum; its own `name = "…"` stands for the key in a spec |
//! | status | `phrase` | the same |
//! | machine | `absent` `case` `unknown` `settle` `other_actors` `poll` `moves` | the same |
//! | machine | `observe` `epoch` | `observe = "/status"` |
//! | machine | `states` | the variants, each with `state = "…"` or the text that `rename_all` makes |
//! | machine | `initial` | `initial` on a variant |
//! | machine | `edges` | `to(A, B)` on the variant they leave |
//! | machine | `commands` | `command(name, …)` on a variant, with more about it on the enum |
//! | machine | `typestate` | not on an enum: `include_spec!` |
//! | state | `kind` | `pending`, `external`, `resting` or `final` |
//! | state | `by` | `external(by = "reviewer")` |
//! | state | `aliases` `outcome` `payload` `blocked` `observed` | the same |
//! | edge | `edge` | `to(A, B)` on the variant it leaves |
//! | edge | `command` | `command(name, to(A))` on the variant it is sent from |
//! | command | `auto` `max_uses` `name` | the same |
//! | command | `requires` | `requires = add_funds` in `command(…)` on a variant |
//! | command | `free_from` | `free` in `command(…)` on a variant |
//!
//! In a spec, the name of a catalog or machine is its key. On an enum it is the name of the enum, or `name = "…"`.
//!
//! Sections that describe a whole API, such as `success`, `bodies` and `retry`, are only available in a spec, and so are states and outcomes
//! with a condition (`when`). A doc comment that another
//! macro produces, such as `#[doc = concat!(…)]`, is not used as the summary; write `summary` instead.
//!
//! # Warnings
//!
//! A finding that is a warning in a spec is a compiler warning here, located at the token that caused it. On stable Rust a macro can only
//! warn by using a deprecated item, so the warning belongs to the lint `deprecated` and begins with the text of that lint:
//!
//! ```text
//! warning: use of deprecated constant `_::errspec::WARNING`: the edge `FIRST -> DONE` appears here twice [duplicate-edge]
//! ```
//!
//! Pass the slug at the end to `errspec explain` for an explanation. `#[allow(deprecated)]` on the enum, or on an item that contains it,
//! silences the warning. Warnings about a spec are shown at the path argument of `include_spec!`; to silence one, add its slug and a reason
//! to `lints: allow:` in the spec. A derive that is checked against a spec does not repeat warnings about the spec alone, and `many-codes`
//! only exists for specs.
//!
//! # Editors
//!
//! rust-analyzer runs the procedural macros of this crate and the build script behind `include_generated!`, unless this is turned off with
//! its settings `procMacro.enable` or `cargo.buildScripts.enable`. Specs are found through `CARGO_MANIFEST_DIR` and generated modules
//! through `OUT_DIR`, which rust-analyzer sets as the compiler does. It caches the expansion of a macro as long as the macro's own tokens do
//! not change, so run "Rebuild proc macros and build scripts" after editing the YAML. While a spec has an error there is no module and no
//! completion; a derive still defines all its names. This was tested with rust-analyzer's crates in version 0.0.349: names are
//! completed in modules of both kinds and for derived enums, including one with an error.

#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "spec")]
mod package;
#[cfg(feature = "spec")]
mod args;
#[cfg(feature = "spec")]
mod include_spec;
#[cfg(feature = "derive")]
mod derive;

#[cfg(any(feature = "spec", feature = "derive"))]
use proc_macro::TokenStream;

/// Generates the module of a spec in place, without a build script. The tokens are the same as those that the command and the build script
/// write.
///
/// The path is relative to the package. The module has the name in the spec. Cargo rebuilds the crate when the spec or a file it uses
/// changes.
///
/// ```text
/// errspec::include_spec!("spec/payments.yaml");
/// errspec::include_spec!("spec/payments.yaml", vis = pub(crate), runtime = ::my_errspec, serde = true);
/// ```
///
/// Each finding is shown at the path argument, with file, line, column and a snippet. An error is a compile error, and a warning belongs to
/// the lint `deprecated`, see [above](crate#warnings).
#[cfg(feature = "spec")]
#[proc_macro]
pub fn include_spec(input: TokenStream) -> TokenStream {
    include_spec::expand(input)
}

/// Turns an enum into a catalog of error codes: implements `errspec::Code`, `Display`, `Error` and `FromStr`, and adds a `const fn` for
/// each fact.
///
/// The variants have no fields, and the enum is `Clone + Copy + Debug + PartialEq + Eq`. Its attributes have the keys of a spec and go
/// through the same checks: `key: value` in a spec is `key = value`, and `{ word: value }` is `word(value)`. The first paragraph of a
/// variant's documentation is its summary.
///
/// ```
/// /// What the bank says.
/// #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
/// #[errspec(rename_all = "snake_case")]
/// enum Payment {
///     /// The card was declined.
///     #[errspec(status = 402, retry = after_action(add_funds), action = "Ask for another card")]
///     CardDeclined,
///     #[errspec(code = "slow_down", status = 429, retry = keep_polling(5s), effect = none, aliases = ["too_fast"])]
///     SlowDown,
/// }
/// assert_eq!(Payment::CardDeclined.as_str(), "card_declined");
/// ```
///
/// | on the enum | |
/// |---|---|
/// | `rename_all = "snake_case"` | how wire texts are derived from variants without `code`; the default is `SCREAMING_SNAKE_CASE` |
/// | `wire = integer` | integer codes: `code = -32700`, or the discriminant of the variant, written or counted from the previous one |
/// | `open = false` | codes that are not listed are rejected |
/// | `group(name, prefix = "08", …)` | a group and its facts; variants join it with `group = name` |
/// | `status`, `category`, `retry`, … | defaults for all codes |
/// | `name = "…"` | the name of the catalog in facts and errors |
/// | `crate = ::my_errspec` | the path of the runtime crate, if it was renamed |
/// | `spec = "spec/x.yaml", catalog = "OAuthError"` | checks the enum against a catalog of a spec and takes the facts from there; needs the feature `macros` |
///
/// On a variant: `code`, `aliases`, `group`, `status`, `message`, `params` and the keys that all entries share:
/// `title summary causes action category retry effect basis since deprecated docs expires severity`.
///
/// With `spec`, a variant may repeat its `status`, `retry`, `category`, `effect` and `action`, which are compared with the spec. All other
/// facts are stated in the spec only.
///
/// A message with parameters becomes a struct next to the enum, named after the variant. Its `Display` output is the message.
///
/// ```
/// #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
/// enum Code {
///     #[errspec(message = "Balance is {balance}", params(balance = i64, key(type = string, secret = true)))]
///     NoBalance,
/// }
/// let values = NoBalanceParams { balance: 3, key: errspec::Secret::new("k") };
/// assert_eq!(values.to_string(), "Balance is 3");
/// assert_eq!(NoBalanceParams::CODE, Code::NoBalance);
/// ```
#[cfg(feature = "derive")]
#[proc_macro_derive(ErrorCode, attributes(errspec))]
pub fn error_code(input: TokenStream) -> TokenStream {
    derive::expand(derive::Derive::ErrorCode, input.into()).into()
}

/// Adds the numbers and facts of HTTP statuses to an enum: `new`, `code`, `phrase`, `category`, `retry`, …, `Display`, and conversions from
/// and to `u16`.
///
/// The status of a variant is `status = 404`, otherwise its explicit discriminant, otherwise the registered status with its name
/// (`NotFound`), otherwise one more than the status of the previous variant, whose discriminant must be its status. One variant may stand
/// for all other statuses: `Other(u16)`. Without it, `new` returns an `Option`, and `u16` is converted with `TryFrom`.
///
/// A discriminant may be written in any base, with underscores, a suffix, a sign and parentheses. The compiler evaluates other expressions
/// only after macros: write the number, or use `status`.
///
/// ```
/// #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::StatusCode)]
/// #[errspec(range("5xx", retry = transient))]
/// enum Status {
///     /// No such job.
///     NotFound,
///     #[errspec(status = 429, retry = throttled)]
///     SlowDown,
///     Other(u16),
/// }
/// assert_eq!(Status::new(429), Status::SlowDown);
/// ```
///
/// On a variant: `status`, `phrase` and the keys that all entries share. On the enum: `range("5xx", …)`, `crate = …`, and
/// `spec = "spec/x.yaml"`, which checks the enum against the statuses of a spec.
#[cfg(feature = "derive")]
#[proc_macro_derive(StatusCode, attributes(errspec))]
pub fn status_code(input: TokenStream) -> TokenStream {
    derive::expand(derive::Derive::StatusCode, input.into()).into()
}

/// Implements `errspec::Retryable` for any enum, with or without fields and generic parameters.
///
/// ```
/// #[derive(Debug, errspec::Retryable)]
/// enum CallError {
///     #[errspec(retry = transient)]
///     Connect(std::io::Error),
///     #[errspec(retry = after_change(input), status = 422)]
///     Rejected { why: String },
///     Bug, // never
/// }
/// ```
///
/// On a variant, or on the enum for all variants: `retry`, `effect`, and `status`, which determines the default effect. `group(…)` and
/// `spec` mean the same as for `ErrorCode`, so that an enum with both derives gets the same classes from both. Other keys of derives that
/// may be used together are ignored.
#[cfg(feature = "derive")]
#[proc_macro_derive(Retryable, attributes(errspec))]
pub fn retryable(input: TokenStream) -> TokenStream {
    derive::expand(derive::Derive::Retryable, input.into()).into()
}

/// Turns an enum of states into a machine: implements `errspec::StateMachine`, `MachineState`, `Display` and `FromStr`, and adds
/// `can_become`, `can_reach` and similar `const fn`s, and `watch()`. The commands become an enum next to it: `JobCommand` for `JobState` or
/// `Job`.
///
/// The variants have no fields, and the enum is `Clone + Copy + Debug + PartialEq + Eq + Hash`. The machine goes through the same checks as
/// in a spec: each state can be reached and left as its kind requires, and waits end.
///
/// ```
/// #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
/// #[errspec(observe = "/status", poll(interval = 2s, factor = 1.5, cap = 30s))]
/// enum JobState {
///     #[errspec(initial, pending, to(Active))]
///     Created,
///     #[errspec(pending, to(InQa, Failed), to(Completed, basis = inferred))]
///     Active,
///     #[errspec(state = "IN_QA", external(by = "reviewer"), to(Completed))]
///     InQa,
///     #[errspec(final, outcome = success)]
///     Completed,
///     #[errspec(resting, outcome = failure, command(retry, to(Created), requires = add_funds))]
///     Failed,
/// }
/// ```
///
/// | on a variant | |
/// |---|---|
/// | `state = "CREATED"` | its wire text; by default derived from the variant according to `rename_all` |
/// | `pending`, `external(by = "…")`, `resting`, `final` | its kind; `final_` is accepted too |
/// | `initial` | a job may begin in this state |
/// | `to(A, B, basis = inferred)` | transitions without a command; `cause = auto` or `cause = external` may repeat what the kind implies |
/// | `command(name, to(A), requires = add_funds, free, summary = "…", auto, max_uses = 2)` | a command that is sent in this state |
/// | `aliases("R")`, `outcome`, `payload(field = string)`, `blocked`, `observed` | as in a spec, and so are the keys that all entries share |
///
/// On the enum: `rename_all`, `name`, `commands = "…"`, `command(name, …)` for the facts of a command, `command(name, to(A))` and `to(A)` for
/// transitions from every state that is not final (`* -> A` in a spec), `observe`, `epoch`, `unknown(…)`,
/// `poll(…)`, `settle`, `other_actors`, `moves`, `crate`, and `spec = "spec/x.yaml", machine = "…"`, which checks the enum against a machine of a
/// spec.
#[cfg(feature = "derive")]
#[proc_macro_derive(StateMachine, attributes(errspec))]
pub fn state_machine(input: TokenStream) -> TokenStream {
    derive::expand(derive::Derive::StateMachine, input.into()).into()
}
