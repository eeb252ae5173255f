/// What is open at a place where parsing failed: it says more about the mistake than the place does.
pub(super) struct Context {
    /// The quote that is not closed before the place.
    pub(super) quote: Option<usize>,
    /// The brackets that are open there, outermost first.
    pub(super) brackets: Vec<usize>,
}

/// Looks through the text from the last whole event to the place of the error. `brackets` are those open at `from`.
pub(super) fn at(source: &str, from: usize, to: usize, brackets: Vec<usize>) -> Context {
    let bytes = source.as_bytes().get(..to).unwrap_or_default();
    let mut context = Context { quote: None, brackets };
    // A value may begin behind an indicator and at the beginning of a line: there, quotes and brackets are no text.
    let (mut at, mut begins) = (from, true);
    while let Some(byte) = bytes.get(at) {
        let blank = at == 0 || bytes.get(at - 1).is_some_and(u8::is_ascii_whitespace);
        match byte {
            b'#' if blank => at += bytes[at..].iter().take_while(|byte| **byte != b'\n').count(),
            b'"' | b'\'' if begins => match closing(bytes, at) {
                Some(closing) => at = closing,
                None => {
                    context.quote = Some(at);
                    return context;
                }
            },
            b'[' | b'{' if begins => context.brackets.push(at),
            b']' | b'}' => drop(context.brackets.pop()),
            _ => {}
        }
        begins = match bytes.get(at) {
            Some(b' ' | b'\t' | b'\r') => begins,
            Some(b'\n' | b':' | b'-' | b'?' | b'[' | b'{' | b',') | None => true,
            Some(_) => false,
        };
        at += 1;
    }
    context
}

/// Where the quote opened at `open` is closed.
fn closing(bytes: &[u8], open: usize) -> Option<usize> {
    let quote = *bytes.get(open)?;
    let mut at = open + 1;
    loop {
        match *bytes.get(at)? {
            b'\\' if quote == b'"' => at += 1,
            byte if byte == quote && quote == b'\'' && bytes.get(at + 1) == Some(&quote) => at += 1,
            byte if byte == quote => return Some(at),
            _ => {}
        }
        at += 1;
    }
}
