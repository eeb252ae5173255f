//! `errspec serve`, as a client meets it.

use crate::folder::{BROKEN, Folder, SHOP};
use crate::output_schemas::follow;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, ChildStdout, Stdio};

/// A running server, which ends with the test.
pub(crate) struct Serving {
    child: Child,
    out: BufReader<ChildStdout>,
    pub(crate) address: String,
}

impl Serving {
    pub(crate) fn new(folder: &Folder, arguments: &[&str]) -> Self {
        let mut child = folder.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut serving = Self { out: BufReader::new(child.stdout.take().unwrap()), child, address: String::new() };
        let first = serving.line();
        // As text, or as JSON.
        let address = first.trim_end_matches(['"', '}']).rsplit_once("http://").unwrap_or_else(|| panic!("{first}")).1;
        serving.address = address.to_owned();
        serving
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.out.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: hush\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn as_json_it_says_the_same_line_by_line() {
    let folder = Folder::new("it_says_where_it_listens_as_json");
    folder.write("shop.yaml", SHOP);
    let mut serving = Serving::new(&folder, &["serve", "shop.yaml", "--format", "json"]);
    serving.get("/carts/7?secret=1");
    serving.get("/__errspec/status/404");
    let lines: Vec<serde_json::Value> = (0..2).map(|_| serde_json::from_str(&serving.line()).unwrap()).collect();
    follow("request", &lines);
    follow("request", &[serde_json::json!({ "listening": format!("http://{}", serving.address) })]);
    assert_eq!((&lines[0]["path"], &lines[0]["query"]), (&"/carts/7".into(), &serde_json::json!(["secret"])));
    assert_eq!((&lines[0]["credentials"], &lines[1]["status"]), (&true.into(), &404.into()));
    assert!(!lines[0].to_string().contains("hush"));
}

#[test]
fn it_says_where_it_listens_and_what_it_is_asked() {
    let folder = Folder::new("it_says_where_it_listens");
    folder.write("shop.yaml", SHOP);
    folder.write("faults.txt", "# at first\n503 code=OVERLOADED Retry-After:1\npass\n");
    let mut serving = Serving::new(&folder, &["serve", "shop.yaml", "--port", "0", "--script", "faults.txt"]);
    assert!(serving.address.starts_with("127.0.0.1:") && !serving.address.ends_with(":0"), "{}", serving.address);
    assert_eq!(serving.line(), format!("control paths: http://{}/__errspec/", serving.address));
    let first = serving.get("/carts/7?key=hush");
    assert!(first.starts_with("HTTP/1.1 503 Service Unavailable\r\n") && first.contains("\r\nRetry-After: 1\r\n"), "{first}");
    assert!(first.ends_with("{\"code\":\"OVERLOADED\",\"message\":\"Too much to do\"}"), "{first}");
    assert!(serving.get("/carts/7").starts_with("HTTP/1.1 200 OK\r\n"));
    let lines = [serving.line(), serving.line()];
    assert!(lines[0].contains("GET    /carts/7?…  503") && lines[1].contains("GET    /carts/7  200"), "{lines:?}");
    assert!(!lines.concat().contains("hush"));
    assert!(serving.get("/__errspec/").contains("\n  NO_SUCH_PRODUCT  404  No such product\n"));
}

#[test]
fn a_quiet_one_says_only_where_it_listens() {
    let folder = Folder::new("a_quiet_one");
    folder.write("shop.yaml", SHOP);
    let mut serving = Serving::new(&folder, &["serve", "shop.yaml", "--quiet", "--host", "127.0.0.1"]);
    assert!(serving.get("/").contains("200 OK"));
    serving.child.kill().unwrap();
    assert_eq!(serving.line(), "");
}

#[test]
fn a_spec_with_errors_is_not_served() {
    let folder = Folder::new("a_spec_with_errors_is_not_served");
    folder.write("broken.yaml", BROKEN);
    let run = folder.errspec(&["serve", "broken.yaml"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("error[unknown-key]") && run.err.contains("2 errors in 1 file"), "{}", run.err);
}

#[test]
fn a_mistake_in_the_script_is_shown() {
    let folder = Folder::new("a_mistake_in_the_script");
    folder.write("shop.yaml", SHOP);
    folder.write("faults.txt", "503\n503 code=OVERLOADD\n");
    let run = folder.errspec(&["serve", "shop.yaml", "--script", "faults.txt"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(
        run.err.starts_with("error: faults.txt: line 2: ") && run.err.contains("did you mean `OVERLOADED`?"),
        "{}",
        run.err
    );
}

#[test]
fn a_port_that_is_taken_is_said() {
    let folder = Folder::new("a_port_that_is_taken");
    folder.write("shop.yaml", SHOP);
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let run = folder.errspec(&["serve", "shop.yaml", "--port", &port]);
    assert_eq!(run.code, 2);
    assert!(run.err.starts_with(&format!("error: cannot listen on 127.0.0.1 port {port}: ")), "{}", run.err);
    assert_eq!(folder.errspec(&["serve", "shop.yaml", "--host", "nowhere"]).code, 2);
    assert_eq!(folder.errspec(&["serve", "missing.yaml"]).code, 2);
}

#[test]
fn its_help_has_examples() {
    let run = Folder::new("its_help_has_examples").errspec(&["serve", "--help"]);
    assert!(run.out.contains("Examples:\n  errspec serve spec/payments.yaml --port 8080\n"), "{}", run.out);
}
