//! Reads XML 1.0 as JSON text, without validation. Document types, and with them entity definitions, are refused.

use super::guide::{Guide, Items};
use super::members::{Members, value};
use super::xml_text::{attribute, content};
use crate::decode::MAX_DEPTH;
use alloc::string::String;
use alloc::vec::Vec;

/// Elements are members. What the guide reads as a list is an array, attributes are members whose names begin with `@`, and the text beside
/// attributes is the member `#text`. Text between child elements is not read.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn read(source: &str, guide: Guide<'_>, out: &mut String) -> bool {
    let source = source.trim_ascii_start();
    if !source.starts_with('<') {
        return false;
    }
    let mut reader = Reader { source, at: 0, out, open: Vec::new() };
    reader.open.push(Open::new("", guide, None));
    // A document with a defect is JSON that ends early, of which the decoder keeps what precedes the defect.
    let _ = reader.document();
    true
}

struct Reader<'x, 'g, 'o> {
    source: &'x str,
    at: usize,
    out: &'o mut String,
    /// The elements that are open. The first one is the document.
    open: Vec<Open<'x, 'g>>,
}

struct Open<'x, 'g> {
    /// The name with its prefix, as the end tag repeats it.
    name: &'x str,
    guide: Guide<'g>,
    members: Members,
    /// Where the content begins in the source.
    content: usize,
    /// Whether it has a child element.
    is_parent: bool,
    /// Whether it is marked as having no value (`xsi:nil`).
    is_nil: bool,
    /// Where its value begins in the output, if it is the item of a list.
    item: Option<usize>,
}

impl<'x, 'g> Open<'x, 'g> {
    #[cfg_attr(debug_assertions, inline)]
    fn new(name: &'x str, guide: Guide<'g>, item: Option<usize>) -> Self {
        Self { name, guide, members: Members::default(), content: 0, is_parent: false, is_nil: false, item }
    }
}

impl<'x> Reader<'x, '_, '_> {
    /// Reads to the end. `None` at a defect.
    #[cfg_attr(debug_assertions, inline)]
    fn document(&mut self) -> Option<()> {
        loop {
            let rest = self.rest()?;
            let tag = rest.find('<');
            let text = tag.and_then(|tag| rest.get(..tag)).unwrap_or(rest);
            let outside = self.open.len() == 1;
            if outside && !text.trim_ascii().is_empty() {
                return None;
            }
            if tag.is_none() {
                let document = self.open.pop().filter(|document| outside && document.is_parent)?;
                document.members.close(self.out);
                return Some(());
            }
            self.at += text.len();
            let markup = self.rest()?;
            if markup.starts_with("<!--") {
                self.skip("<!--", "-->")?;
            } else if markup.starts_with("<![CDATA[") && !outside {
                self.skip("<![CDATA[", "]]>")?;
            } else if markup.starts_with("<?") {
                self.skip("<?", "?>")?;
            } else if markup.starts_with("</") {
                self.end()?;
            } else if markup.starts_with("<!") {
                return None;
            } else {
                self.start()?;
            }
        }
    }

    #[cfg_attr(debug_assertions, inline)]
    fn rest(&self) -> Option<&'x str> {
        self.source.get(self.at..)
    }

    /// Skips a part that begins here with `from` and ends with `to`.
    #[cfg_attr(debug_assertions, inline)]
    fn skip(&mut self, from: &str, to: &str) -> Option<()> {
        self.at += from.len();
        self.at += self.rest()?.find(to)? + to.len();
        Some(())
    }

    /// Skips white space, and returns the rest.
    #[cfg_attr(debug_assertions, inline)]
    fn next(&mut self) -> Option<&'x str> {
        let rest = self.rest()?;
        let next = rest.trim_ascii_start();
        self.at += rest.len() - next.len();
        Some(next)
    }

    /// Reads a name, which ends before one of these characters or white space.
    #[cfg_attr(debug_assertions, inline)]
    fn name(&mut self, ends: &[u8]) -> Option<&'x str> {
        let rest = self.rest()?;
        let end = rest.bytes().position(|byte| byte.is_ascii_whitespace() || ends.contains(&byte))?;
        let name = rest.get(..end).filter(|name| !name.is_empty() && !name.bytes().any(|byte| b"<\"'".contains(&byte)))?;
        self.at += end;
        Some(name)
    }

    /// Reads a start tag or the tag of an empty element.
    #[cfg_attr(debug_assertions, inline)]
    fn start(&mut self) -> Option<()> {
        self.at += 1;
        let name = self.name(b"/>=")?;
        let (_, local) = split(name);
        let outside = self.open.len() == 1;
        if self.open.len() > MAX_DEPTH as usize {
            return None;
        }
        let parent = self.open.last_mut()?;
        if outside && parent.is_parent {
            return None;
        }
        parent.is_parent = true;
        let mut guide = parent.guide.member(local);
        let items = guide.items();
        match items {
            Some(Items::Alike(item)) => guide = item,
            Some(items @ Items::ByIndex(_)) => guide = items.at(parent.members.len(local)),
            None => parent.members.name(local, self.out),
        }
        let mut element = Open::new(name, guide, items.map(|_| self.out.len()));
        loop {
            let next = self.next()?;
            if next.starts_with("/>") {
                self.at += 2;
                element.content = self.at;
                return self.close(element, self.at);
            }
            if next.starts_with('>') {
                self.at += 1;
                element.content = self.at;
                self.open.push(element);
                return Some(());
            }
            self.attribute(&mut element)?;
        }
    }

    /// Reads an attribute. It is a member, unless the element is read as a text or the attribute declares a namespace.
    #[cfg_attr(debug_assertions, inline)]
    fn attribute(&mut self, element: &mut Open<'_, '_>) -> Option<()> {
        let name = self.name(b"/>=")?;
        self.next()?.strip_prefix('=')?;
        self.at += 1;
        let quoted = self.next()?;
        let quote = quoted.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let text = quoted.get(1..)?.split_once(quote)?.0;
        self.at += text.len() + 2;
        // A space, or the end of the tag.
        self.rest()?.starts_with([' ', '\t', '\r', '\n', '/', '>']).then_some(())?;
        let (prefix, local) = split(name);
        let text = attribute(text);
        if prefix == "xmlns" || name == "xmlns" {
            return Some(());
        }
        if !prefix.is_empty() && local == "nil" {
            element.is_nil = matches!(text.trim_ascii(), "true" | "1");
            return Some(());
        }
        let guide = element.guide;
        if !guide.wanted().is_scalar() || guide.has_member('@') || guide.has_member('#') {
            let member = String::from("@") + local;
            element.members.name(&member, self.out);
            value(&text, guide.member(&member).wanted(), self.out);
        }
        Some(())
    }

    /// Reads an end tag.
    #[cfg_attr(debug_assertions, inline)]
    fn end(&mut self) -> Option<()> {
        let end = self.at;
        self.at += 2;
        let name = self.name(b">")?;
        self.next()?.strip_prefix('>')?;
        self.at += 1;
        let element = self.open.pop_if(|open| open.name == name)?;
        self.close(element, end)
    }

    /// Writes the rest of the value of an element whose content ends at `end`.
    #[cfg_attr(debug_assertions, inline)]
    fn close(&mut self, element: Open<'_, '_>, end: usize) -> Option<()> {
        let Open { name, guide, mut members, content: start, is_parent, is_nil, item } = element;
        let parent = self.open.last_mut()?;
        let text = if is_parent { Default::default() } else { content(self.source.get(start..end)?) };
        let blank = text.trim_ascii().is_empty();
        if is_parent {
            members.close(self.out);
        } else if members.any() || guide.has_member('#') {
            if !blank || guide.has_member('#') {
                members.name("#text", self.out);
                value(&text, guide.member("#text").wanted(), self.out);
            }
            members.close(self.out);
        } else if is_nil {
            self.out.push_str("null");
        } else if blank && guide.is_object() {
            self.out.push_str("{}");
        } else {
            value(&text, guide.wanted(), self.out);
        }
        if let Some(from) = item {
            let (_, local) = split(name);
            parent.members.item(local, self.out.get(from..)?)?;
            self.out.truncate(from);
        }
        Some(())
    }
}

/// The prefix and the local part of a name.
#[cfg_attr(debug_assertions, inline)]
fn split(name: &str) -> (&str, &str) {
    name.rsplit_once(':').unwrap_or(("", name))
}
