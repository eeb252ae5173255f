/// How many bytes of its line stand before a place.
pub(super) fn column(source: &str, at: usize) -> usize {
    at - line_start(source, at)
}

/// Where the line of a place begins.
pub(super) fn line_start(source: &str, at: usize) -> usize {
    source.get(..at).and_then(|text| text.rfind('\n')).map_or(0, |newline| newline + 1)
}

/// Where the line of a place ends, its line break excluded.
pub(super) fn line_end(source: &str, at: usize) -> usize {
    source.get(at..).and_then(|text| text.find(['\n', '\r'])).map_or(source.len(), |newline| at + newline)
}

/// How many blanks the line of a place begins with.
pub(super) fn indent(source: &str, at: usize) -> usize {
    let line = source.get(line_start(source, at)..).unwrap_or("");
    line.len() - line.trim_start_matches(' ').len()
}

/// Where what is before a place ends, blanks and line breaks left out.
pub(super) fn trimmed(source: &str, at: usize) -> usize {
    source.get(..at).map_or(at, |text| text.trim_end_matches([' ', '\t', '\n', '\r']).len())
}
