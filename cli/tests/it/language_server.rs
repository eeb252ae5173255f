//! `errspec lsp`, driven as an editor drives it: messages over standard input and output.

use crate::folder::Folder;
use lsp_server::{Message, Notification, Request, RequestId};
use serde_json::{Value, json};
use std::io::{BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

/// An editor with one document. `¦` in a text is the cursor.
struct Editor {
    folder: Folder,
    server: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    requests: i32,
    /// The diagnostics that were published last for `spec.yaml`.
    findings: Value,
    /// The version of the text for which they were published.
    version: Value,
    /// How often they were published.
    published: usize,
}

impl Editor {
    fn open(test: &str, files: &[(&str, &str)], text: &str) -> Self {
        let folder = Folder::new(test);
        files.iter().for_each(|(name, text)| folder.write(name, text));
        folder.write("spec.yaml", "");
        let mut server = folder.command(&["lsp"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (to, from) = (server.stdin.take().unwrap(), BufReader::new(server.stdout.take().unwrap()));
        let mut editor =
            Self { folder, server, to, from, requests: 0, findings: Value::Null, version: Value::Null, published: 0 };
        let capabilities = editor.ask("initialize", json!({ "capabilities": {} }));
        assert_eq!(capabilities["capabilities"]["hoverProvider"], true);
        editor.tell("initialized", json!({}));
        let document = json!({ "uri": editor.uri("spec.yaml"), "languageId": "yaml", "version": 1, "text": text });
        editor.tell("textDocument/didOpen", json!({ "textDocument": document }));
        editor.wait_for_findings();
        editor
    }

    fn uri(&self, file: &str) -> String {
        format!("file://{}", self.folder.path(file).display())
    }

    fn send(&mut self, message: Message) {
        message.write(&mut self.to).unwrap();
        self.to.flush().unwrap();
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(Message::Notification(Notification::new(method.to_owned(), params)));
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.requests += 1;
        let id = RequestId::from(self.requests);
        self.send(Message::Request(Request::new(id.clone(), method.to_owned(), params)));
        loop {
            match Message::read(&mut self.from).unwrap().expect("the server still runs") {
                Message::Response(response) if response.id == id => {
                    assert!(response.error.is_none(), "{response:?}");
                    return response.result.unwrap_or(Value::Null);
                }
                Message::Notification(notification) => self.note(&notification),
                _ => {}
            }
        }
    }

    fn note(&mut self, notification: &Notification) {
        if notification.params["uri"] == self.uri("spec.yaml").as_str() {
            self.findings = notification.params["diagnostics"].clone();
            self.version = notification.params["version"].clone();
            self.published += 1;
        }
    }

    fn wait_for_findings(&mut self) {
        loop {
            if let Message::Notification(notification) = Message::read(&mut self.from).unwrap().expect("the server still runs")
            {
                let own = notification.params["uri"] == self.uri("spec.yaml").as_str();
                self.note(&notification);
                if own {
                    return;
                }
            }
        }
    }

    /// Replaces the whole text, and asks about the place of the cursor.
    fn at(&mut self, method: &str, text: &str, more: &[(&str, Value)]) -> Value {
        let (before, after) = text.split_once('¦').expect("a cursor");
        let text = format!("{before}{after}");
        let uri = self.uri("spec.yaml");
        self.tell(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [{ "text": text }] }),
        );
        self.wait_for_findings();
        let (line, column) = (before.matches('\n').count(), before.rsplit('\n').next().unwrap().encode_utf16().count());
        let mut params = json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": column } });
        more.iter().for_each(|(key, value)| params[*key] = value.clone());
        self.ask(method, params)
    }

    /// The labels that are offered at the cursor.
    fn offered(&mut self, text: &str) -> Vec<String> {
        let items = self.at("textDocument/completion", text, &[]);
        items.as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    }

    fn close(mut self) {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        drop(self.to);
        assert!(self.server.wait().unwrap().success());
    }
}

const HEAD: &str = "errspec: 1\nname: shop\n";

fn spec(text: &str) -> String {
    format!("{HEAD}{text}")
}

#[test]
fn lsp_reports_findings_as_you_type_with_fixes() {
    let mut editor = Editor::open("lsp_findings", &[], &spec("statuses:\n  404: { sumary: Gö ne }\n"));
    let finding = editor.findings[0].clone();
    assert_eq!((&finding["code"], &finding["severity"]), (&json!("unknown-key"), &json!(1)));
    assert_eq!(finding["range"], json!({ "start": { "line": 3, "character": 9 }, "end": { "line": 3, "character": 15 } }));
    let uri = editor.uri("spec.yaml");
    let actions = editor.ask(
        "textDocument/codeAction",
        json!({ "textDocument": { "uri": uri }, "range": finding["range"], "context": { "diagnostics": [] } }),
    );
    assert_eq!(actions[0]["title"], "replace `sumary` with `summary`");
    let edit = &actions[0]["edit"]["changes"][&uri][0];
    assert_eq!((&edit["newText"], &edit["range"]), (&json!("summary"), &finding["range"]));

    // One letter is typed into the middle of the line.
    let place = json!({ "line": 3, "character": 11 });
    let change = json!({ "range": { "start": place, "end": place }, "text": "m" });
    editor.tell("textDocument/didChange", json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [change] }));
    editor.wait_for_findings();
    assert_eq!(editor.findings, json!([]));
    editor.close();
}

#[test]
fn lsp_checks_a_document_once_for_each_change() {
    let mut editor = Editor::open("lsp_once", &[], HEAD);
    for changes in 1..=3 {
        // Whatever is published for the change comes before the answer.
        editor.at("textDocument/hover", &spec("statuses: { 404¦: Missing }"), &[]);
        assert_eq!(editor.published, 1 + changes);
    }
    editor.close();
}

#[test]
fn lsp_says_for_which_version_of_a_document_its_findings_are() {
    let base = "errspec: 1\nstatuses:\n  404: { sumary: Missing }\n";
    let mut editor = Editor::open("lsp_versions", &[("base.yaml", base)], &spec("use: [./base.yaml]\n"));
    assert_eq!(editor.version, 1);
    let uri = editor.uri("spec.yaml");
    let change = json!({ "text": spec("use: [./base.yaml]\nstatuses: { 500: { sumary: Broken } }\n") });
    editor.tell("textDocument/didChange", json!({ "textDocument": { "uri": uri, "version": 7 }, "contentChanges": [change] }));
    editor.wait_for_findings();
    assert_eq!((&editor.version, &editor.findings[0]["code"]), (&json!(7), &json!("unknown-key")));
    // The spec is checked again after a change of a file that it uses, and when that file is closed without having been saved.
    let file = editor.uri("base.yaml");
    let text = "nothing: of the language\n";
    let document = json!({ "uri": file, "languageId": "yaml", "version": 41, "text": text });
    editor.tell("textDocument/didOpen", json!({ "textDocument": document }));
    editor.wait_for_findings();
    editor.tell("textDocument/didClose", json!({ "textDocument": { "uri": file } }));
    editor.wait_for_findings();
    assert_eq!((&editor.version, editor.published), (&json!(7), 4));
    // A document that is not open has no version.
    editor.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    editor.wait_for_findings();
    assert_eq!((&editor.version, &editor.findings), (&Value::Null, &json!([])));
    editor.close();
}

#[test]
fn lsp_completes_keys_where_they_are_allowed() {
    let mut editor = Editor::open("lsp_keys", &[], HEAD);
    let top = editor.offered(&spec("¦"));
    assert!(top.contains(&"machines".to_owned()) && !top.contains(&"summary".to_owned()), "{top:?}");
    for text in [
        "statuses:\n  404:\n    ¦",
        "statuses:\n  404: { ¦",
        "statuses:\n  404: { retry: { after_change: size }, ¦",
        "errors:\n  E:\n    codes:\n      A: { s¦",
    ] {
        let offered = editor.offered(&spec(text));
        assert!(offered.contains(&"retry".to_owned()) && !offered.contains(&"machines".to_owned()), "{text}: {offered:?}");
    }
    for text in [
        "retry:\n  rules:\n    - when:\n        ¦",
        "retry:\n  rules:\n  - retry: never\n    when: { ¦",
        "retry: { rules: [{ when: { ¦",
    ] {
        let offered = editor.offered(&spec(text));
        assert!(offered.contains(&"transport".to_owned()) && offered.contains(&"code".to_owned()), "{text}: {offered:?}");
    }
    editor.close();
}

#[test]
fn lsp_completes_words_and_names() {
    let mut editor = Editor::open("lsp_words", &[], HEAD);
    let has = |offered: &[String], word: &str| assert!(offered.iter().any(|other| other == word), "{word}: {offered:?}");
    has(&editor.offered(&spec("statuses:\n  404: { retry: ¦ }")), "transient");
    has(&editor.offered(&spec("statuses:\n  404:\n    category: ¦")), "not_found");
    has(&editor.offered(&spec("statuses:\n  404: { retry: { after_action: ¦ } }")), "add_funds");
    has(&editor.offered(&spec("use: [¦]")), "std/problem");
    let machine = "machines:\n  Job:\n    states:\n      waiting: { kind: pending }\n      ready: { kind: final }\n";
    has(&editor.offered(&spec(&format!("{machine}    edges: [waiting -> ¦]"))), "ready");
    has(&editor.offered(&spec(&format!("{machine}    edges:\n      - waiting -> ¦"))), "ready");
    let codes = "errors:\n  Problem:\n    codes:\n      busy: Too much to do\n";
    has(&editor.offered(&spec(&format!("{codes}retry:\n  rules:\n    - when: {{ code: ¦ }}"))), "busy");
    has(
        &editor.offered(&spec(&format!("{codes}bodies:\n  api:\n    fields: {{ code: {{ at: /code, type: ¦ }} }}"))),
        "Problem",
    );
    editor.close();
}

#[test]
fn lsp_shows_meanings_and_facts_with_their_source() {
    let text = "statuses:\n  503: { summary: Down, retry: transient }\nerrors:\n  E:\n    codes:\n      bu¦sy: { summary: Too much to do, status: 503 }\n";
    let mut editor = Editor::open("lsp_hover", &[], HEAD);
    let hover = editor.at("textDocument/hover", &spec(text), &[]);
    let shown = hover["contents"]["value"].as_str().unwrap();
    assert!(shown.starts_with("**busy**: Too much to do\n"), "{shown}");
    assert!(shown.contains("- retry: `transient` (status 503, ") && shown.contains("spec.yaml:4:"), "{shown}");
    let hover = editor.at("textDocument/hover", &spec("statuses:\n  503: { summary: Down, re¦try: transient }\n"), &[]);
    assert!(hover["contents"]["value"].as_str().unwrap().starts_with("**retry**: "), "{hover}");
    let hover = editor.at("textDocument/hover", &spec("statuses:\n  503: { summary: Down, retry: tran¦sient }\n"), &[]);
    assert!(hover["contents"]["value"].as_str().unwrap().starts_with("**transient**: "), "{hover}");
    editor.close();
}

#[test]
fn lsp_goes_to_definitions_over_use_and_renames_everywhere() {
    let common = "errspec: 1\nerrors:\n  E:\n    codes:\n      busy: Too much to do\n";
    let text = "use: [./common.yaml]\nretry:\n  rules:\n    - { when: { code: bu¦sy }, retry: throttled }\n";
    let mut editor = Editor::open("lsp_names", &[("common.yaml", common)], HEAD);
    let found = editor.at("textDocument/definition", &spec(text), &[]);
    assert_eq!(found[0]["uri"], editor.uri("common.yaml").as_str());
    assert_eq!(found[0]["range"]["start"], json!({ "line": 4, "character": 6 }));
    let edit = editor.at("textDocument/rename", &spec(text), &[("newName", json!("overloaded"))]);
    let changes = edit["changes"].as_object().unwrap();
    assert_eq!(changes.len(), 2, "{edit}");
    assert_eq!(changes[&editor.uri("spec.yaml")][0]["range"]["start"], json!({ "line": 5, "character": 22 }));
    assert!(changes.values().all(|edits| edits[0]["newText"] == "overloaded"));
    assert_eq!(
        editor.at("textDocument/rename", &spec(text), &[("newName", json!("a: b"))]),
        Value::Null,
        "this is no longer a name"
    );

    let machine = "machines:\n  Job:\n    observe: { at: /state }\n    initial: waiting\n    states:\n      waiting: { kind: pending }\n      ready: { kind: final, outcome: success }\n    edges: [wai¦ting -> ready]\n";
    let found = editor.at("textDocument/references", &spec(machine), &[("context", json!({ "includeDeclaration": true }))]);
    let lines: Vec<&Value> = found.as_array().unwrap().iter().map(|place| &place["range"]["start"]["line"]).collect();
    assert_eq!(lines, [5, 7, 9]);
    let uri = editor.uri("spec.yaml");
    let outline = editor.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
    let names: Vec<&str> = outline.as_array().unwrap().iter().map(|symbol| symbol["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["errspec", "name", "machines"]);
    editor.close();
}

#[test]
fn lsp_survives_texts_that_are_no_specs() {
    let mut editor = Editor::open("lsp_hostile", &[], "\u{feff}: [}{\t\u{1F600}");
    for text in
        ["¦", "a: &a [*a¦", "{{{{{[[[[¦", "\r\n\u{1F600}: ¦\u{1F600}", "statuses: { 404: ¦", "- - - ¦", "use: [./spec.yaml¦]"]
    {
        for method in ["textDocument/completion", "textDocument/hover", "textDocument/definition", "textDocument/prepareRename"]
        {
            editor.at(method, text, &[]);
        }
    }
    let uri = editor.uri("spec.yaml");
    let far = json!({ "line": 999, "character": 999 });
    editor.ask("textDocument/hover", json!({ "textDocument": { "uri": uri }, "position": far }));
    editor.close();
}
