//! The table of a catalogue: texts, rows, groups, the look-up. Printed as text, one line per code.

use super::value::{duration, variant};
use super::{Emitter, Piece};
use crate::names::CatalogueNames;
use errspec_spec::model::{Catalogue, Code, Group};
use errspec_spec::words::{Basis, Effect, WireKind};
use errspec_spec::written::{Family, Retry};
use std::fmt::Write as _;

impl Emitter<'_> {
    pub(super) fn code_tables(&self) -> Vec<Piece> {
        let each = self.contract.catalogues.iter().zip(&self.names.catalogues);
        each.map(|(catalogue, names)| self.table(catalogue, names).into()).collect()
    }

    // pub(super) static ERROR_CODE_CODES: errspec::Catalogue = …;
    fn table(&self, catalogue: &Catalogue, names: &CatalogueNames) -> String {
        let retries = distinct_retries(catalogue);
        let summary = catalogue.facts.summary.as_ref().map_or("", |summary| &summary.value);
        let table = &names.table;
        let mut text = self.texts_and_rows(catalogue, names, &retries);
        let _ = writeln!(text, "pub(super) static {table}: Catalogue = Catalogue {{");
        let _ = writeln!(text, "    name: {:?},\n    summary: {},\n    open: {},", names.ty, literal(summary), catalogue.open);
        let _ = writeln!(text, "    text: {table}_TEXT,\n    rows: &{table}_ROWS,");
        text.push_str("    retries: &[\n");
        for retry in &retries {
            let _ = writeln!(text, "        {},", self.compact(self.retry(retry)));
        }
        text.push_str("    ],\n");
        self.groups(&mut text, catalogue, &retries);
        self.extras(&mut text, catalogue);
        aliases(&mut text, catalogue);
        let _ = writeln!(text, "    lookup: {},\n}};", self.lookup(catalogue));
        text
    }

    // const ERROR_CODE_CODES_TEXT: &str = concat!(…); static ERROR_CODE_CODES_ROWS: [Row; 22] = rows([…]);
    fn texts_and_rows(&self, catalogue: &Catalogue, names: &CatalogueNames, retries: &[&Retry]) -> String {
        let table = &names.table;
        let count = catalogue.codes.len();
        if count == 0 {
            return format!("const {table}_TEXT: &str = \"\";\n\nstatic {table}_ROWS: [Row; 0] = [];\n\n");
        }
        // The full path: a macro of the crate's own may have any name.
        let mut text =
            format!("// Wire text, variant, summary and action of each code.\nconst {table}_TEXT: &str = ::core::concat!(\n");
        for (code, variant) in catalogue.codes.iter().zip(&names.variants) {
            let texts: Vec<String> =
                texts(code, variant).iter().filter(|text| !text.is_empty()).map(|text| literal(text)).collect();
            let _ = writeln!(text, "    {},", texts.join(", "));
        }
        let _ = writeln!(text, ");\n\n// Lengths of those texts, status, category, group (from 1), retry class.");
        let _ = writeln!(text, "static {table}_ROWS: [Row; {count}] = rows([");
        for (code, variant) in catalogue.codes.iter().zip(&names.variants) {
            let _ = writeln!(text, "    {},", self.row(code, variant, retries));
        }
        text.push_str("]);\n\n");
        text
    }

    fn row(&self, code: &Code, name: &str, retries: &[&Retry]) -> String {
        let lengths: Vec<String> =
            texts(code, name).iter().map(|text| text.len().min(usize::from(u16::MAX)).to_string()).collect();
        let status = code.status.first().map_or(0, |status| status.value);
        let facts = &code.facts;
        let category = variant(facts.category.value);
        let mut row = format!("Row::new([{}], {status}, Category::{category})", lengths.join(", "));
        if let Some(group) = code.group {
            let _ = write!(row, ".group({})", group + 1);
        }
        let retry = retries.iter().position(|retry| **retry == facts.retry.value).unwrap_or(0);
        let _ = match facts.retry.origin.via.is_own() {
            true => write!(row, ".retry({retry})"),
            false => write!(row, ".inherits({retry})"),
        };
        let effect = variant(facts.effect.value);
        let usual = if (400..=499).contains(&status) { Effect::None } else { Effect::Maybe };
        if facts.effect.origin.via.is_own() {
            let _ = write!(row, ".effect(Effect::{effect})");
        } else if facts.effect.value != usual {
            let _ = write!(row, ".inherits_effect(Effect::{effect})");
        }
        if facts.basis != Basis::Stated {
            let _ = write!(row, ".basis(Basis::{})", variant(facts.basis));
        }
        row
    }

    fn groups(&self, text: &mut String, catalogue: &Catalogue, retries: &[&Retry]) {
        if catalogue.groups.is_empty() {
            text.push_str("    groups: &[],\n");
            return;
        }
        text.push_str("    groups: &[\n");
        for group in &catalogue.groups {
            text.push_str(&self.group(group, retries));
        }
        text.push_str("    ],\n");
    }

    fn group(&self, group: &Group, retries: &[&Retry]) -> String {
        let facts = &group.facts;
        let title = facts.title.as_ref().map_or(&group.key.value, |title| &title.value);
        let summary = facts.summary.as_ref().map_or("", |summary| &summary.value);
        let family = match group.family.as_ref().map(|family| &family.value) {
            None => "None".to_owned(),
            Some(Family::Prefix(prefix)) => some(&format!("Family::Prefix({})", literal(prefix))),
            Some(Family::Range(from, to)) => some(&format!("Family::Range({from}, {to})")),
            Some(Family::Mask(mask)) => some(&format!("Family::Mask({mask})")),
        };
        let mut text = format!("        Group {{\n            key: {},\n", literal(&group.key.value));
        let _ = writeln!(text, "            title: {},\n            summary: {},", literal(title), literal(summary));
        let _ = writeln!(text, "            status: {},", group.status.first().map_or(0, |status| status.value));
        let _ = writeln!(text, "            category: Category::{},", variant(facts.category.value));
        // An index past the end: the group itself says nothing of retrying, so codes of its family follow their status.
        let own =
            facts.retry.origin.via.is_own().then(|| retries.iter().position(|retry| **retry == facts.retry.value)).flatten();
        let _ = writeln!(text, "            retry: {},", own.unwrap_or(255));
        let _ = writeln!(
            text,
            "            effect: Effect::{},\n            family: {family},\n        }},",
            variant(facts.effect.value)
        );
        text
    }

    /// The rarer facts, for the codes that have some.
    fn extras(&self, text: &mut String, catalogue: &Catalogue) {
        let entries = catalogue.codes.iter().enumerate().map(|(row, code)| (row, extra_fields(code)));
        let entries: Vec<_> = entries.filter(|(_, fields)| !fields.is_empty()).collect();
        if entries.is_empty() {
            text.push_str("    extras: &[],\n");
            return;
        }
        text.push_str("    extras: &[\n");
        for (row, fields) in entries {
            let _ = writeln!(text, "        Extra {{\n            code: {row},");
            for (name, value) in fields {
                let _ = writeln!(text, "            {name}: {value},");
            }
            let _ = writeln!(text, "            ..Extra::NONE\n        }},");
        }
        text.push_str("    ],\n");
    }

    fn lookup(&self, catalogue: &Catalogue) -> String {
        match catalogue.wire {
            WireKind::String => {
                let wires: Vec<&str> = catalogue.codes.iter().map(|code| code.wire.as_str()).collect();
                text_lookup(&crate::lookup::words(&wires))
            }
            WireKind::Integer => {
                let values: Vec<i64> = catalogue.codes.iter().map(|code| code.number.unwrap_or_default()).collect();
                let mut sorted: Vec<usize> = (0..values.len()).collect();
                sorted.sort_by_key(|row| values.get(*row).copied());
                let (values, sorted) = (numbers(&values), numbers(&sorted));
                format!("Lookup::Integer {{\n        numbers: &[{values}],\n        sorted: &[{sorted}],\n    }}")
            }
        }
    }

    /// Tokens on one line, without the blanks that tokens print with.
    pub(super) fn compact(&self, tokens: proc_macro2::TokenStream) -> String {
        let text = tokens.to_string();
        [(" :: ", "::"), (" (", "("), ("( ", "("), (" )", ")"), (" .", "."), (" ,", ","), (" :", ":")]
            .iter()
            .fold(text, |text, (from, to)| text.replace(from, to))
    }
}

fn text_lookup(words: &crate::lookup::Words) -> String {
    let crate::lookup::Words { hashed, key, displacements, words, slots } = words;
    let (hashed, displacements) = (numbers(hashed), numbers(displacements));
    let mut text = format!(
        "Lookup::Text(Words {{\n        hashed: &[{hashed}],\n        key: {key:#x},\n        displacements: &[{displacements}],\n        \
         words: {words},\n        // Length, row and words of each slot.\n        slots: b\"\\\n"
    );
    for slot in slots {
        let _ = writeln!(text, "            {}\\", byte_text(slot));
    }
    text.push_str("        \",\n    })");
    text
}

/// Bytes inside a byte string. Blanks at the start of a line would be skipped, so they are escaped.
fn byte_text(bytes: &[u8]) -> String {
    let escape = |byte: &u8| match byte {
        b'"' | b'\\' => format!("\\{}", char::from(*byte)),
        b'!'..=b'~' => char::from(*byte).to_string(),
        other => format!("\\x{other:02x}"),
    };
    bytes.iter().map(escape).collect()
}

/// The texts of a code, in the order of the table.
fn texts<'c>(code: &'c Code, variant: &'c str) -> [&'c str; 4] {
    let text = |fact: &'c Option<errspec_spec::model::Fact<String>>| fact.as_ref().map_or("", |fact| cut(&fact.value));
    [&code.wire.value, variant, text(&code.facts.summary), text(&code.facts.action)]
}

/// A text's length is kept in 16 bits.
fn cut(text: &str) -> &str {
    let mut end = text.len().min(usize::from(u16::MAX));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}

/// The distinct classes of a catalogue and its groups, in order of appearance.
fn distinct_retries(catalogue: &Catalogue) -> Vec<&Retry> {
    let codes = catalogue.codes.iter().map(|code| &code.facts.retry.value);
    let own = catalogue.groups.iter().filter(|group| group.facts.retry.origin.via.is_own());
    let groups = own.map(|group| &group.facts.retry.value);
    let mut distinct: Vec<&Retry> = Vec::new();
    for retry in codes.chain(groups) {
        if !distinct.contains(&retry) {
            distinct.push(retry);
        }
    }
    distinct
}

fn extra_fields(code: &Code) -> Vec<(&'static str, String)> {
    let facts = &code.facts;
    let mut fields = Vec::new();
    let mut text = |name, value: Option<&str>| {
        if let Some(value) = value {
            fields.push((name, literal(value)));
        }
    };
    text("title", facts.title.as_ref().map(|title| title.value.as_str()));
    text("message", code.message.as_ref().map(|message| message.text.as_str()));
    text("docs", facts.docs.as_ref().map(|docs| docs.value.as_str()));
    text("since", facts.since.as_ref().map(|since| since.value.as_str()));
    text("deprecated", facts.deprecated.as_ref().map(|why| why.value.as_str()));
    if !facts.causes.is_empty() {
        let causes: Vec<String> = facts.causes.iter().map(|cause| literal(&cause.value)).collect();
        fields.push(("causes", format!("&[{}]", causes.join(", "))));
    }
    if code.status.len() > 1 {
        let statuses: Vec<u16> = code.status.iter().map(|status| status.value).collect();
        fields.push(("statuses", format!("&[{}]", numbers(&statuses))));
    }
    if let Some(expires) = &facts.expires {
        fields.push(("expires", some(&duration(expires.value).to_string().replace(' ', ""))));
    }
    fields
}

/// Other spellings, sorted by text, each with its row.
fn aliases(text: &mut String, catalogue: &Catalogue) {
    let each =
        catalogue.codes.iter().enumerate().flat_map(|(row, code)| code.aliases.iter().map(move |alias| (alias.as_str(), row)));
    let mut aliases: Vec<(&str, usize)> = each.collect();
    aliases.sort_unstable();
    let entries: Vec<String> = aliases.iter().map(|(alias, row)| format!("({}, {row})", literal(alias))).collect();
    let _ = writeln!(text, "    aliases: &[{}],", entries.join(", "));
}

fn some(value: &str) -> String {
    format!("Some({value})")
}

/// A string literal.
pub(super) fn literal(text: &str) -> String {
    proc_macro2::Literal::string(text).to_string()
}

/// Numbers in lines of a readable length.
fn numbers<N: ToString>(numbers: &[N]) -> String {
    const PER_LINE: usize = 20;
    let lines: Vec<String> =
        numbers.chunks(PER_LINE).map(|chunk| chunk.iter().map(N::to_string).collect::<Vec<_>>().join(", ")).collect();
    match lines.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        many => format!("\n            {},\n        ", many.join(",\n            ")),
    }
}
