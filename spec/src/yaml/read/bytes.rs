use crate::diag::{Diagnostic, Sink};
use crate::source::{FileId, Sources, Span};

/// The largest file that is read, in bytes: ten times a catalog of 10,000 codes. Callers that read from disk stop one byte
/// later, which is enough to find out that a file is too large.
pub const MAX_BYTES: usize = 32 << 20;

/// Adds a file from its bytes, without the byte order mark if it has one. `None` after a finding: more than [`MAX_BYTES`], or not UTF-8.
///
/// ```
/// use errspec_spec::{diag::Sink, source::Sources, yaml};
/// let (mut sources, mut sink) = (Sources::new(), Sink::new());
/// assert!(yaml::decode(&mut sources, "latin1.yaml", b"a: caf\xe9\n", &mut sink).is_none());
/// let found = sink.into_sorted();
/// assert_eq!(sources.place(found[0].primary.span), "latin1.yaml:1:7");
/// ```
pub fn decode(sources: &mut Sources, name: impl Into<String>, bytes: &[u8], sink: &mut Sink) -> Option<FileId> {
    if bytes.len() > MAX_BYTES {
        let file = sources.add(name, "");
        sink.push(too_large(file));
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(sources.add(name, text.strip_prefix('\u{feff}').unwrap_or(text))),
        Err(error) => {
            let marked = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
            let at = error.valid_up_to() - (bytes.len() - marked.len());
            let file = sources.add(name, String::from_utf8_lossy(marked));
            sink.push(not_utf8(file, at, marked));
            None
        }
    }
}

/// The finding for a file over [`MAX_BYTES`].
pub(super) fn too_large(file: FileId) -> Diagnostic {
    let message = format!("the file is larger than {} MiB", MAX_BYTES >> 20);
    Diagnostic::error("too-large", Span::new(file, 0, 0), message)
        .note("Split it into several files and name them under `use`.")
}

fn not_utf8(file: FileId, at: usize, bytes: &[u8]) -> Diagnostic {
    let (message, note) = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [_, 0, ..] => {
            ("the file is UTF-16, not UTF-8".to_owned(), "Save the file as UTF-8.")
        }
        _ => {
            let byte = bytes.get(at).copied().unwrap_or(0);
            (
                format!("the byte 0x{byte:02x} is not UTF-8"),
                "Save the file as UTF-8; it may be in Latin-1 or another old encoding.",
            )
        }
    };
    // In the lossy text the bad bytes are one replacement character of three bytes.
    Diagnostic::error("not-utf8", Span::new(file, at, at + 3), message).note(note)
}
