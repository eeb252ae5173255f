//! The shipped registry of HTTP statuses. It is read without the YAML reader, because its file has a fixed form with one line per status.

use crate::lists::IntoVec;
use crate::source::{Sources, Span, Spanned};
use crate::std_specs;
use crate::syntax::{BasisWords, Document, Facts, StatusEntry};
use crate::words::{Basis, Category, Word};

/// Reads the registry, and adds its file to the sources.
pub(crate) fn registry(sources: &mut Sources) -> Option<Document> {
    let text = std_specs::text("http")?;
    let file = sources.add("std/http.yaml", text);
    let place = |part: &str| {
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        Span::new(file, start, start + part.len())
    };
    let statuses = text.lines().filter_map(|line| entry(line, &place)).into_vec();
    Some(Document { span: place(text), statuses, ..Document::default() })
}

/// `  404: { phrase: Not Found, category: not_found, basis: standard }`.
fn entry(line: &str, place: &impl Fn(&str) -> Span) -> Option<StatusEntry> {
    let (status, facts) = line.strip_prefix("  ")?.split_once(": { ")?;
    let mut entry =
        StatusEntry { status: Spanned::new(status.parse().ok()?, place(status)), phrase: None, facts: Facts::default() };
    for fact in facts.strip_suffix(" }")?.split(", ") {
        let (key, value) = fact.split_once(": ")?;
        let span = place(value);
        match key {
            "phrase" => entry.phrase = Some(Spanned::new(value.to_owned(), span)),
            "category" => entry.facts.category = word::<Category>(value).map(|word| Spanned::new(word, span)),
            _ => {
                let all = word::<Basis>(value).map(|word| Spanned::new(word, span));
                entry.facts.basis = BasisWords { all, by_key: Vec::new() };
            }
        }
    }
    Some(entry)
}

fn word<W: Word>(text: &str) -> Option<W> {
    W::WRITTEN.iter().copied().find(|word| word.as_str() == text)
}

#[cfg(all(test, feature = "reader"))]
mod tests {
    use crate::diag::Sink;
    use crate::source::Sources;

    #[test]
    fn reads_what_the_yaml_reader_reads() {
        let (mut sources, mut sink) = (Sources::new(), Sink::new());
        let registry = super::registry(&mut sources).unwrap();
        let file = sources.ids().next().unwrap();
        let node = crate::yaml::read(&sources, file, &mut sink).unwrap();
        let document = crate::syntax::parse(&node, &mut sink).unwrap();
        assert!(sink.is_empty() && document.statuses.len() > 60);
        assert_eq!(format!("{:?}", registry.statuses), format!("{:?}", document.statuses));
    }
}
