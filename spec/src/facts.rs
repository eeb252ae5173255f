//! The facts that entries share. Each fact is declared once, in the table in this file.
//!
//! The struct and parser of the facts, the model, the lists of keys, inheritance and overlays are all made from this table: each of those
//! files passes its own macro to `facts!`, which calls it with all rows.

/// One row a fact: how entries come by it, its key, the type of its value, the parser of the value, and the entries that take the key.
///
/// | word | a fact is |
/// |---|---|
/// | `name` | the entry's own or its base's, without a basis: a name for generated code |
/// | `list` | the entry's own or its base's: several texts |
/// | `own` | the entry's own or its base's |
/// | `lent` | the same, or that of its group or catalog |
/// | `found` | the same, or that of its status, range of statuses or registry, or a default of the language |
/// | `basis` | how certain the entry is |
///
/// `entry` stands for codes and statuses, `code` for codes alone.
macro_rules! facts {
    ($use:ident) => {
        $use! {
            name name: String, rust_name, [entry state catalog];
            own title: String, Ctx::prose, [entry state group catalog];
            own summary: String, Ctx::prose, [entry state group catalog];
            list causes: String, Ctx::prose, [entry state];
            lent action: String, Ctx::prose, [entry state group];
            found category: Category, Ctx::word, [entry state group catalog];
            found retry: Retry, retry::retry, [entry state group catalog];
            found effect: Effect, Ctx::word, [entry state group catalog];
            lent severity: crate::words::Severity, Ctx::word, [entry group catalog];
            lent audience: crate::words::Audience, Ctx::word, [code group catalog];
            basis basis: Basis, Ctx::word, [entry state group catalog];
            own since: String, Ctx::prose, [entry state];
            own deprecated: String, Ctx::prose, [entry state];
            lent docs: String, url, [entry state group catalog];
            own expires: Duration, durations::duration, [entry state];
        }
    };
}
