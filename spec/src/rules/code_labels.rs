//! Tags, keys and prefixes of codes: whether they are used, and whether a value belongs to one code.

use super::broken::Broken;
use crate::diag::{Diagnostic, Sink};
use crate::model::{Catalog, Contract};
use crate::source::Span;
use std::collections::HashMap;

rules! {
    REPEATED_CODE_KEY: Error = "repeated-code-key" {
        what: "two codes have the same value of a unique key",
        why: "Programs find a code by the value of a unique key, so a value belongs to one code. If several codes share \
              a value, declare the key with `unique: false`: it can then be read from a code, but not be looked up.",
        example: r"
 errors:
   Code:
     wire: integer
-    keys: { class: string }
+    keys: { class: { type: string, unique: false } }
     codes:
       1: { keys: { class: network } }
       2: { keys: { class: network } }
 bodies:
   api: { fields: { code: { at: /code, type: Code } } }
",
    }
    UNUSED_STRIP: Warning = "unused-strip" {
        what: "no code begins with the prefix that is left out of names",
        why: "`strip` leaves a common prefix of the wire texts out of the Rust names. If no code begins with it, the \
              prefix has a typo, or is no longer needed.",
        example: r#"
 errors:
   Code:
-    strip: "acme:eror:"
+    strip: "acme:error:"
     codes: { "acme:error:badNonce": The nonce was used before }
 bodies:
   api: { fields: { code: { at: /code, type: Code } } }
"#,
    }
    UNUSED_TAG: Warning = "unused-tag" {
        what: "a tag is declared, but no code has it",
        why: "A catalog declares its tags so that typing errors are found. A tag that neither a code nor a group has \
              marks nothing. Remove it, or add it to the codes it was meant for.",
        example: r"
 errors:
   Code:
-    tags: [network, not_primary]
+    tags: network
     codes: { RESET: { tags: network } }
 bodies:
   api: { fields: { code: { at: /code, type: Code } } }
",
    }
}

pub(super) fn check(contract: &Contract, broken: &Broken, sink: &mut Sink) {
    for catalog in contract.catalogs.iter().filter(|catalog| !broken.has(catalog.name.span)) {
        tags(catalog, sink);
        keys(catalog, sink);
        strip(catalog, sink);
    }
}

fn tags(catalog: &Catalog, sink: &mut Sink) {
    for tag in &catalog.tags {
        let mut used = catalog.codes.iter().map(|code| &code.tags).chain(catalog.groups.iter().map(|group| &group.tags));
        if !used.any(|tags| tags.iter().any(|other| other.value == tag.value)) {
            let message = format!("no code of `{}` has the tag `{}`", catalog.name.value, tag.value);
            sink.push(Diagnostic::new(&UNUSED_TAG, tag.span, message).note("Add it to codes or groups, or remove it."));
        }
    }
}

fn keys(catalog: &Catalog, sink: &mut Sink) {
    for (at, key) in catalog.keys.iter().enumerate().filter(|(_, key)| key.unique) {
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for value in catalog.codes.iter().filter_map(|code| code.keys.get(at)).flatten() {
            let Some(first) = seen.insert(value.as_str(), value.span) else { continue };
            let message = format!("`{}` is the `{}` of two codes", value.value, key.name.value);
            let finding = Diagnostic::new(&REPEATED_CODE_KEY, value.span, message).label(first, "the first one");
            sink.push(finding.note(format!(
                "If several codes may share it, declare `{}: {{ type: {}, unique: false }}`.",
                key.name.value,
                key.kind.as_str()
            )));
        }
    }
}

fn strip(catalog: &Catalog, sink: &mut Sink) {
    let Some(prefix) = &catalog.strip else { return };
    if !catalog.codes.iter().any(|code| code.wire.value.starts_with(prefix.as_str())) {
        let message = format!("no code of `{}` begins with `{}`", catalog.name.value, prefix.value);
        sink.push(Diagnostic::new(&UNUSED_STRIP, prefix.span, message).note("Write the prefix as in the codes, or remove it."));
    }
}
