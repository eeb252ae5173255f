use crate::lists::IntoVec;

/// No name in a spec is longer. Comparing longer texts would only take time.
const LONGEST: usize = 255;

/// The word closest to what was written, if it is close enough to be a misspelling: about a third of its letters may differ, and two
/// swapped neighbors count as one difference. Case is ignored, and `-` equals `_`. If two words are equally close, the first one is
/// returned.
///
/// ```
/// use errspec_spec::diag::closest;
/// assert_eq!(closest("sumary", ["status", "summary"]), Some("summary"));
/// assert_eq!(closest("Retry-After", ["retry_after"]), Some("retry_after"));
/// assert_eq!(closest("color", ["status", "summary"]), None);
/// ```
pub fn closest<'a>(written: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(written);
    if folded.len() > LONGEST {
        return None;
    }
    let most = (folded.len().max(3) / 3).min(folded.len().saturating_sub(1));
    let near = |word: &&str| word.len() <= 4 * LONGEST && fold(word).len().abs_diff(folded.len()) <= most;
    let distances = words.into_iter().filter(near).map(|word| (distance(&folded, &fold(word)), word));
    distances.filter(|(distance, _)| *distance <= most).min_by_key(|(distance, _)| *distance).map(|(_, word)| word)
}

fn fold(word: &str) -> Vec<char> {
    word.chars().flat_map(char::to_lowercase).map(|c| if c == '-' { '_' } else { c }).into_vec()
}

/// The number of letters to insert, remove, replace or swap with their neighbor (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).into_vec();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let replaced = above[j] + usize::from(x != y);
            let mut least = replaced.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().unwrap_or(0)
}
