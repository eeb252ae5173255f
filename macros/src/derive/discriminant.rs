//! The discriminants of variants: written after `=`, or counted from the previous variant, as the compiler does.

use super::ast::Variant;
use super::attr::{Given, Item};
use super::literal::{integer, scalar};
use proc_macro2::{Span, TokenTree};

/// The number of the next variant without `=`.
#[derive(Clone, Copy)]
enum Next {
    /// No variant before it has a meaningful number.
    Unset,
    Known(i128),
    /// The compiler's number is not what the previous variant stands for, or is not known here.
    Unclear,
}

/// Where a number is not known, and what to report.
pub(super) type Unclear = (Span, String);

/// Iterates over the variants of an enum.
pub(super) struct Numbers {
    next: Next,
    /// The attribute that overrides the number.
    key: &'static str,
}

impl Numbers {
    /// For codes: the first variant is 0 unless something else is written, as for the compiler.
    pub(super) fn of_codes() -> Self {
        Self { next: Next::Known(0), key: "code" }
    }

    /// For statuses: 0, 1 and 2 are not statuses, so counting needs an explicit start.
    pub(super) fn of_statuses() -> Self {
        Self { next: Next::Unset, key: "status" }
    }

    /// The discriminant of this variant; `None` if it has no meaning. `attribute` overrides it.
    ///
    /// # Errors
    /// Returns what to report if there is a number that is not known.
    pub(super) fn take(&mut self, variant: &Variant, attribute: Option<&Item>) -> Result<Option<(i128, Span)>, Unclear> {
        let written = variant.discriminant.first().map(TokenTree::span);
        let own = match written {
            Some(_) => integer(&variant.discriminant).map_or(Next::Unclear, Next::Known),
            None => self.next,
        };
        self.next = match (own, attribute) {
            (Next::Known(number), Some(item)) if value(item) != Some(number) => Next::Unclear,
            (Next::Known(number), _) => number.checked_add(1).map_or(Next::Unclear, Next::Known),
            (next, _) => next,
        };
        match own {
            Next::Known(number) => Ok(Some((number, written.unwrap_or_else(|| variant.ident.span())))),
            Next::Unset => Ok(None),
            Next::Unclear => Err(self.unclear(variant, written)),
        }
    }

    fn unclear(&self, variant: &Variant, written: Option<Span>) -> Unclear {
        let (key, name) = (self.key, &variant.ident);
        match written {
            Some(span) => {
                let message = format!(
                    "only the compiler can evaluate this discriminant\n  help: write it as a number, or add \
                        `#[errspec({key} = …)]`"
                );
                (span, message)
            }
            None => {
                let message = format!(
                    "the {key} of `{name}` is not clear: its discriminant is counted from a variant whose {key} is not its \
                        discriminant\n  help: write `{name} = …`, or add `#[errspec({key} = …)]`"
                );
                (name.span(), message)
            }
        }
    }
}

/// The integer in an attribute, written as a number or as text.
fn value(item: &Item) -> Option<i128> {
    let Given::Value(tokens) = &item.given else { return None };
    integer(tokens).or_else(|| scalar(tokens)?.parse().ok())
}
