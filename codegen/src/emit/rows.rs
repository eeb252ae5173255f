//! The strings and rows of a catalog, each with one line per code.

use super::code::Code;
use super::value::{list, literal, variant};
use crate::names::CatalogNames;
use errspec_spec::lists::IntoVec as _;
use errspec_spec::model::{Catalog, Code as Entry, Fact};
use errspec_spec::syntax::Retry;
use errspec_spec::words::{Basis, Category, Effect};
use std::collections::HashMap;
use std::fmt::Write as _;

// const ERROR_CODE_CODES_TEXT: &str = concat!(…); static ERROR_CODE_CODES_ROWS: [Row; 22] = rows([…]);
pub(super) fn texts_and_rows(catalog: &Catalog, names: &CatalogNames, retries: &[&Retry], code: &mut Code) {
    let (table, count) = (&names.table, catalog.codes.len());
    code.blank();
    if count == 0 {
        code.lines(&format!("const {table}_TEXT: &str = \"\";\n\nstatic {table}_ROWS: [Row; 0] = [];"));
        return;
    }
    let entries = || catalog.codes.iter().zip(&names.variants);
    code.line("// Summary, wire text, variant and action of each code.");
    // The full path, because the crate may have a macro with any name.
    code.open(&format!("const {table}_TEXT: &str = ::core::concat!("));
    for (entry, variant) in entries() {
        let parts = texts(entry, variant).into_iter().filter(|part| !part.is_empty());
        code.line(&format!("{},", list(parts.map(literal))));
    }
    code.close(");");
    let (facts, which) = distinct(catalog.codes.iter().map(|code| RowFacts::of(code, retries)));
    code.blank();
    code.line("// Status, category, group (from 1) and retry class.");
    code.open(&format!("const {table}_FACTS: &[Row] = &["));
    for facts in facts {
        code.line(&format!("{},", facts.text()));
    }
    code.close("];");
    code.blank();
    code.line("// Lengths of the texts, and facts.");
    code.open(&format!("static {table}_ROWS: [Row; {count}] = rows({table}_FACTS, &["));
    for ((entry, variant), facts) in entries().zip(which) {
        let [summary, wire, name, action] = texts(entry, variant).map(str::len);
        code.line(&format!("{summary}, {wire}, {name}, {action}, {facts},"));
    }
    code.close("]);");
}

/// The facts in the row of a code, apart from its strings.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct RowFacts {
    status: u16,
    category: Option<Category>,
    group: Option<usize>,
    retry: usize,
    own_retry: bool,
    effect: Effect,
    own_effect: bool,
    basis: Basis,
}

impl RowFacts {
    fn of(code: &Entry, retries: &[&Retry]) -> Self {
        let facts = &code.facts;
        Self {
            status: code.status.first().map_or(0, |status| status.value),
            category: facts.stated_category(),
            group: code.group,
            retry: retries.iter().position(|retry| **retry == facts.retry.value).unwrap_or(0),
            own_retry: facts.retry.origin.via.is_own(),
            effect: facts.effect.value,
            own_effect: facts.effect.origin.via.is_own(),
            basis: facts.basis,
        }
    }

    fn text(self) -> String {
        let Self { status, category, retry, effect, .. } = self;
        let mut row = format!("Row::new({status})");
        if let Some(category) = category {
            let _ = write!(row, ".category(Category::{})", variant(category));
        }
        if let Some(group) = self.group {
            let _ = write!(row, ".group({})", group + 1);
        }
        let _ = match self.own_retry {
            true => write!(row, ".retry({retry})"),
            false => write!(row, ".inherits({retry})"),
        };
        let usual = if (400..=499).contains(&status) { Effect::None } else { Effect::Maybe };
        if self.own_effect {
            let _ = write!(row, ".effect(Effect::{})", variant(effect));
        } else if effect != usual {
            let _ = write!(row, ".inherits_effect(Effect::{})", variant(effect));
        }
        if self.basis != Basis::Stated {
            let _ = write!(row, ".basis(Basis::{})", variant(self.basis));
        }
        row
    }
}

/// The distinct facts in order of appearance, and for each code the index of its facts.
fn distinct(each: impl Iterator<Item = RowFacts>) -> (Vec<RowFacts>, Vec<usize>) {
    let mut places = HashMap::new();
    let mut distinct = Vec::new();
    let which = each.map(|one| {
        *places.entry(one).or_insert_with(|| {
            distinct.push(one);
            distinct.len() - 1
        })
    });
    let which = which.into_vec();
    (distinct, which)
}

/// The strings of a code, in the order of the table.
fn texts<'c>(code: &'c Entry, variant: &'c str) -> [&'c str; 4] {
    let text = |fact: &'c Option<Fact<String>>| fact.as_ref().map_or("", |fact| cut(&fact.value));
    [text(&code.facts.summary), cut(&code.wire.value), variant, text(&code.facts.action)]
}

/// The length of a string is stored in 16 bits.
fn cut(text: &str) -> &str {
    let mut end = text.len().min(usize::from(u16::MAX));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}
