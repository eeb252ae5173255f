//! Checks that facts stated both by the enum and by the spec are the same.

use super::ast::Input;
use super::context::{At, Cx, Derive};
use super::keys;
use super::options::Options;
use errspec_spec::lists::IntoVec;
use errspec_spec::model::{Code, Contract, Facts, Origin, Via};
use errspec_spec::source::{Sources, Span as Place};
use errspec_spec::syntax::Retry;
use proc_macro2::Span;

/// The keys of a variant that may repeat what the spec says. Together with `wire` and the names, these are all keys allowed next to `spec`.
const COMPARED: [&str; 6] = ["code", "status", "retry", "category", "effect", "action"];

/// Checks that the attributes do not repeat what the spec says, unless it can be compared.
pub(super) fn nothing_else(derive: Derive, input: &Input, options: &Options, cx: &mut Cx) {
    // This ignores the keys of other derives.
    if derive == Derive::Retryable {
        return;
    }
    let of_enum = options.items.iter().filter(|item| item.name() != "wire").cloned();
    let of_variants = input.variants.iter().flat_map(|variant| {
        // The attributes are read again, only for their keys.
        let items = keys::items(&variant.attrs, derive, At::Variant, &mut Cx::default());
        let may_stand = |name: &str| if derive == Derive::StateMachine { name == "state" } else { COMPARED.contains(&name) };
        items.into_iter().filter(move |item| !may_stand(&item.name()))
    });
    for item in of_enum.chain(of_variants).into_vec() {
        cx.errors.say(item.span, &format!("the spec states `{}`: remove it here", item.name()));
    }
}

/// Compares what the attributes say about each code or status with the spec.
pub(super) fn check(said: &Contract, spec: &Contract, sources: &Sources, cx: &mut Cx) {
    let (own, theirs) = (said.catalogs.first(), spec.catalogs.first());
    for code in own.iter().flat_map(|catalog| &catalog.codes) {
        let their = theirs.and_then(|catalog| catalog.codes.iter().find(|their| their.wire.value == code.wire.value));
        let Some(their) = their else { continue };
        let mut sides = Sides { name: &code.wire.value, place: their.wire.span, sources, cx };
        sides.facts(&code.facts, &their.facts);
        sides.statuses(code, their);
    }
    // The statuses of codes are not variants.
    for status in said.statuses.iter().filter(|_| own.is_none()) {
        let number = status.status.value;
        let Some(their) = spec.statuses.iter().find(|their| their.status.value == number) else { continue };
        let mut sides = Sides { name: &number.to_string(), place: their.status.span, sources, cx };
        sides.facts(&status.facts, &their.facts);
    }
}

/// An entry in both.
struct Sides<'s> {
    name: &'s str,
    /// The location in the spec.
    place: Place,
    sources: &'s Sources,
    cx: &'s mut Cx,
}

impl Sides<'_> {
    fn facts(&mut self, own: &Facts, their: &Facts) {
        // A backoff can only be stated in the spec.
        let (retry, there) = (&own.retry.value, &their.retry.value);
        let attempts = |retry: &Retry| retry.attempts.as_ref().map(|attempts| attempts.value);
        let limits = retry.backoff.is_none() && (retry.attempts.is_none() || attempts(retry) == attempts(there));
        self.differ("retry", &own.retry.origin, limits && retry.class == there.class, their.retry.origin.span);
        self.differ("category", &own.category.origin, own.category.value == their.category.value, their.category.origin.span);
        self.differ("effect", &own.effect.origin, own.effect.value == their.effect.value, their.effect.origin.span);
        if let Some(action) = &own.action {
            let there = their.action.as_ref();
            let same = there.is_some_and(|there| there.value == action.value);
            self.differ("action", &action.origin, same, there.and_then(|there| there.origin.span));
        }
    }

    fn statuses(&mut self, own: &Code, their: &Code) {
        let Some(first) = own.status.first() else { return };
        let values = |code: &Code| code.status.iter().map(|status| status.value).into_vec();
        let there = their.status.first().and_then(|status| status.origin.span);
        self.differ("status", &first.origin, values(own) == values(their), there);
    }

    fn differ(&mut self, key: &str, origin: &Origin, same: bool, there: Option<Place>) {
        let Some(span) = origin.span.filter(|_| origin.via == Via::Own && !same) else { return };
        let (name, sources) = (self.name, self.sources);
        let message = match there {
            Some(there) => {
                format!("the `{key}` of `{name}` is `{}` in the spec ({})", sources.slice(there), sources.place(there))
            }
            None => format!("the spec states no `{key}` for `{name}` ({})", sources.place(self.place)),
        };
        let span = self.cx.places.spans(span).map_or_else(Span::call_site, |(span, _)| span);
        self.cx.errors.say(span, &message);
    }
}
