//! The words of a line, and the durations in them.

use super::Mistake;

/// The words of a line. Quotes may contain spaces, `json=` takes the rest of the line, and a word that begins with `#` ends it.
pub(super) fn words(line: &str) -> Result<Vec<String>, Mistake> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() && !rest.starts_with('#') {
        if rest.starts_with("json=") {
            words.push(rest.trim_end().to_owned());
            break;
        }
        let (word, after) = word(rest)?;
        words.push(word);
        rest = after.trim_start();
    }
    Ok(words)
}

fn word(text: &str) -> Result<(String, &str), Mistake> {
    let mut word = String::new();
    let mut quoted = false;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => quoted = !quoted,
            '\\' if quoted => match chars.next().map(|(_, escaped)| escaped) {
                Some('n') => word.push('\n'),
                Some(escaped @ ('"' | '\\')) => word.push(escaped),
                _ => {
                    return Err(Mistake(
                        "a backslash that does not begin an escape".into(),
                        r#"write `\\`, `\"` or `\n`"#.into(),
                    ));
                }
            },
            _ if c.is_whitespace() && !quoted => return Ok((word, &text[at..])),
            _ => word.push(c),
        }
    }
    match quoted {
        true => {
            Err(Mistake("a quote is not closed".into(), r#"end the text with `"`, and write `\"` for a quote in it"#.into()))
        }
        false => Ok((word, "")),
    }
}
