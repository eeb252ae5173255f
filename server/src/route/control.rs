//! The control paths: any response on request, scripts, the log, jobs.

use super::context::Context;
use super::{jobs, page};
use crate::answer::Declared;
use crate::http::Reply;
use crate::log::Log;
use crate::script::{check, from_json, from_line};
use crate::{Answer, Body, parse_script};
use serde_json::{Value, json};

/// The response, and whether the request was for the server itself.
pub(super) fn control(context: &mut Context<'_>, log: &mut Log, path: &[String]) -> (Reply, bool) {
    let parts: Vec<&str> = path.iter().map(String::as_str).collect();
    let method = context.request.method.as_str();
    match (method, parts.as_slice()) {
        ("GET" | "HEAD", []) => (page::page(context), true),
        (_, ["status" | "code" | "body" | "answer", ..]) => (on_demand(context, &parts), false),
        (_, ["script"]) => (script(context), true),
        ("GET" | "HEAD", ["log"]) => (context.own(200, &log.to_json()), true),
        ("DELETE", ["log"]) => {
            log.clear();
            (context.own(200, &json!([])), true)
        }
        (_, ["jobs", rest @ ..]) => jobs::jobs(context, rest),
        (_, [] | ["log"]) => {
            (context.wrong(405, &format!("{method} is not supported here; GET /__errspec/ lists what is")), true)
        }
        _ => (context.wrong(404, "there is no such control path; GET /__errspec/ lists them all"), true),
    }
}

/// `/status/404`, `/code/INVALID_API_KEY`, `/body/api`, `/answer?line=429+Retry-After:1`.
fn on_demand(context: &mut Context<'_>, parts: &[&str]) -> Reply {
    let mut declared = Declared {
        code: context.request.parameter("code").map(str::to_owned),
        catalog: context.request.parameter("catalog").map(str::to_owned),
        shape: context.request.parameter("body").map(str::to_owned),
        values: context
            .request
            .query
            .iter()
            .filter(|(name, _)| name.starts_with('/'))
            .map(|(at, text)| (at.clone(), Value::from(text.as_str())))
            .collect(),
    };
    let mut status = context.request.parameter("status").map(str::to_owned);
    match parts {
        ["status", number] => status = Some((*number).to_owned()),
        ["code", wire] => declared.code = Some((*wire).to_owned()),
        ["code", catalog, wire] => {
            (declared.catalog, declared.code) = (Some((*catalog).to_owned()), Some((*wire).to_owned()));
        }
        ["body", name] => declared.shape = Some((*name).to_owned()),
        ["answer"] => {
            let answer = match context.request.parameter("line") {
                Some(line) => from_line(line),
                None => serde_json::from_slice(&context.request.body).map_or(Ok(None), from_json),
            };
            return match answer {
                Ok(Some(answer)) => give(context, &answer),
                Ok(None) => context.wrong(400, "write the response: `?line=429+Retry-After:1`, or JSON in the body"),
                Err(mistake) => context.wrong(400, &format!("{}; {}", mistake.0, mistake.1)),
            };
        }
        _ => return context.wrong(404, "write /__errspec/status/404, /__errspec/code/SOME_CODE or /__errspec/body/some_shape"),
    }
    let mut answer = Answer::new().body(Body::Declared(declared));
    if let Some(text) = status {
        match text.parse() {
            Ok(status) => answer = answer.status(status),
            Err(_) => {
                return context
                    .wrong(400, &format!("`{}` is not a status; write a number from 200 to 999", text.escape_debug()));
            }
        }
    }
    give(context, &answer)
}

fn give(context: &mut Context<'_>, answer: &Answer) -> Reply {
    if let Err(mistake) = check(context.contract, answer) {
        return context.wrong(400, &format!("{}; {}", mistake.0, mistake.1));
    }
    context.reply(answer, |context| context.json(200, &json!({})))
}

/// Reads, extends, replaces or clears the script.
fn script(context: &mut Context<'_>) -> Reply {
    match context.request.method.as_str() {
        "GET" | "HEAD" => {}
        "DELETE" => context.state.script.clear(),
        "POST" | "PUT" => {
            let Ok(text) = std::str::from_utf8(&context.request.body) else {
                return context.wrong(400, "the script is not UTF-8");
            };
            let answers = match parse_script(context.contract, text) {
                Ok(answers) => answers,
                Err(error) => return context.wrong(400, &error.to_string()),
            };
            if context.request.method == "PUT" {
                context.state.script.clear();
            }
            if let Err(error) = context.state.script.extend(answers) {
                return context.wrong(400, &error.to_string());
            }
        }
        method => return context.wrong(405, &format!("{method} is not supported here; use GET, POST, PUT or DELETE")),
    }
    let waiting = context.state.script.waiting();
    context.own(200, &json!({ "answers": waiting.len() }))
}
