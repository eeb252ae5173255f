use crate::{Basis, Category, Effect, Facts};

/// The facts of one code. Written by the generator.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub(super) at: u32,
    pub(super) wire: u8,
    pub(super) name: u8,
    pub(super) summary: u16,
    pub(super) action: u16,
    pub(super) status: u16,
    pub(super) group: u16,
    pub(super) retry: u8,
    pub(super) category: Option<Category>,
    pub(super) effect: Effect,
    pub(super) basis: Basis,
    pub(super) own_retry: bool,
    pub(super) own_effect: bool,
}

impl Row {
    /// A row with this status (0: none); [`rows`] gives it its texts.
    pub const fn new(status: u16) -> Self {
        Self {
            at: 0,
            wire: 0,
            name: 0,
            summary: 0,
            action: 0,
            status,
            group: 0,
            retry: 0,
            category: None,
            effect: Effect::of_status(status),
            basis: Basis::Stated,
            own_retry: false,
            own_effect: false,
        }
    }

    /// The category that the contract gives the code, or its group, catalog or status. `other` is a category too; without one,
    /// an error with this code has the category of the status it arrives with.
    #[must_use]
    pub const fn category(mut self, category: Category) -> Self {
        self.category = Some(category);
        self
    }

    /// Stands in this group (counted from 1).
    #[must_use]
    pub const fn group(mut self, group: u16) -> Self {
        self.group = group;
        self
    }

    /// The retry class of this index, inherited from the status.
    #[must_use]
    pub const fn inherits(mut self, retry: u8) -> Self {
        self.retry = retry;
        self
    }

    /// The retry class of this index, the code's own.
    #[must_use]
    pub const fn retry(mut self, retry: u8) -> Self {
        self.retry = retry;
        self.own_retry = true;
        self
    }

    /// The code's own word on whether the server may have acted.
    #[must_use]
    pub const fn effect(mut self, effect: Effect) -> Self {
        self.effect = effect;
        self.own_effect = true;
        self
    }

    /// Whether the server may have acted, inherited from the status.
    #[must_use]
    pub const fn inherits_effect(mut self, effect: Effect) -> Self {
        self.effect = effect;
        self
    }

    /// The basis.
    #[must_use]
    pub const fn basis(mut self, basis: Basis) -> Self {
        self.basis = basis;
        self
    }

    pub(super) fn status_slice(&self) -> &[u16] {
        match self.status {
            0 => &[],
            _ => core::slice::from_ref(&self.status),
        }
    }
}

/// The rows of codes. Of each there are five numbers: the lengths of its four texts (summary, wire, variant name, action), which stand
/// one after the other, and which of the distinct facts are its own. They are one flat list, which the compiler reads fastest.
///
/// # Panics
/// At compile time, where it is meant to be called: for too few numbers or too many, or facts that there are not.
pub const fn rows<const N: usize>(facts: &[Row], codes: &[u16]) -> [Row; N] {
    let mut rows = [Row::new(0); N];
    let (mut rest, mut at, mut i) = (codes, 0, 0);
    // The compiler runs this for each code: as few steps as possible.
    while let [summary, wire, name, action, own, others @ ..] = rest {
        let mut row = facts[*own as usize];
        row.at = at;
        row.wire = *wire as u8;
        row.name = *name as u8;
        row.summary = *summary;
        row.action = *action;
        rows[i] = row;
        at += (*wire + *name) as u32 + *summary as u32 + *action as u32;
        rest = others;
        i += 1;
    }
    assert!(i == N, "five numbers for each code");
    rows
}

/// What few codes have beside their row.
#[derive(Clone, Copy, Debug)]
pub struct Extra {
    /// The row it belongs to.
    pub code: u16,
    /// The message template the API sends, with `{placeholders}`.
    pub message: &'static str,
    /// The placeholders of the template whose values are secret, and parameters without a placeholder that are.
    pub secrets: &'static [&'static str],
    /// Every status it is documented with, where there are several.
    pub statuses: &'static [u16],
    /// The facts that rows have no room for; [`Catalog::facts`](super::Catalog::facts) has all.
    pub facts: &'static Facts,
}

impl Extra {
    /// Nothing at all, for struct update syntax.
    pub const NONE: Self = Self { code: 0, message: "", secrets: &[], statuses: &[], facts: &Facts::NONE };
}
