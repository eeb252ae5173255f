//! Checks of the names in generated code. The generator reports these findings, because it creates the names.

rules! {
    NAME_COLLISION: Error = "name-collision" {
        what: "two texts become the same name in generated code",
        why: "Generated names are derived from codes by case conversion, so codes that differ only in case or \
              punctuation can collide. You decide which of the two keeps the name, because users of the generated code \
              will write it. Give the other one a `name`.",
        example: r"
 errors:
   ErrorCode:
     codes:
       NOT_FOUND: Nothing is there
-      not-found: The page is missing
+      not-found: { summary: The page is missing, name: PageNotFound }
",
    }
    NO_NAME: Error = "no-name" {
        what: "a text cannot be turned into a name",
        why: "Names in generated code consist of letters, digits and underscores. A code that contains none of them is \
              valid, but needs a `name`.",
        example: r#"
 errors:
   ErrorCode:
     codes:
-      "***": Something went wrong
+      "***": { summary: Something went wrong, name: Starred }
"#,
    }
    RESERVED_NAME: Error = "reserved-name" {
        what: "a name is reserved for generated code",
        why: "Every generated module has items of its own, such as `Api`, `ApiError`, `Status` and `Body`. The body \
              enum also has a variant `Unknown`, and the status enum a variant `Other`. Nothing is renamed silently: \
              choose another `name`. A spec cannot be called `lib`, `main`, a Rust keyword, or a Windows device name \
              such as `aux` or `con`, because its module has a file of that name.",
        example: r"
 errors:
   Status:
+    name: JobStatus
     codes: { lost: It is lost }
",
    }
}
