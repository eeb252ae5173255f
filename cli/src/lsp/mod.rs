//! `errspec lsp`: a language server for specs, over standard input and output.
//!
//! It checks a document after every change, and answers requests about the latest text. Only this folder knows the protocol; everything
//! about the language comes from the checker, the resolved contract and the JSON Schema.

mod analysis;
mod complete;
mod cursor;
mod documents;
mod findings;
mod hover;
mod names;
mod outline;
mod position;
mod references;
mod schema;

use crate::{ExitStatus, Problem};
use analysis::Analysis;
use documents::Documents;
use lsp_server::{Connection, Message, Notification, Request, Response, ResponseError};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionParams, CodeActionProviderCapability, CompletionOptions, CompletionParams,
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DocumentSymbolParams,
    GotoDefinitionParams, HoverParams, HoverProviderCapability, OneOf, PublishDiagnosticsParams, ReferenceParams,
    RenameOptions, RenameParams, ServerCapabilities, TextDocumentPositionParams, TextDocumentSyncCapability,
    TextDocumentSyncKind, Uri,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub(crate) fn run() -> Result<ExitStatus, Problem> {
    let (connection, threads) = Connection::stdio();
    let capabilities = serde_json::to_value(capabilities()).map_err(|error| failed(&error))?;
    connection.initialize(capabilities).map_err(|error| failed(&error))?;
    let mut server =
        Server { connection: &connection, documents: Documents::default(), analyses: Vec::new(), changed: Vec::new() };
    for message in &connection.receiver {
        match message {
            Message::Request(request) => {
                server.analyze_changed()?;
                if connection.handle_shutdown(&request).map_err(|error| failed(&error))? {
                    break;
                }
                server.request(request)?;
            }
            Message::Notification(notification) => server.notification(notification)?,
            Message::Response(_) => {}
        }
        // While more changes are waiting, only the text is updated.
        if connection.receiver.is_empty() {
            server.analyze_changed()?;
        }
    }
    drop(connection);
    threads.join().map_err(|error| failed(&error))?;
    Ok(ExitStatus::Success)
}

fn failed(error: &dyn std::fmt::Display) -> Problem {
    Problem(format!("the language server failed: {error}"))
}

fn capabilities() -> ServerCapabilities {
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Kind(TextDocumentSyncKind::INCREMENTAL)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some([" ", "{", ",", "[", ">"].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: Default::default(),
        })),
        document_symbol_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        })),
        ..ServerCapabilities::default()
    }
}

/// The state of a session.
struct Server<'c> {
    connection: &'c Connection,
    documents: Documents,
    /// The last analysis of each open document.
    analyses: Vec<(Uri, Analysis)>,
    /// The documents that changed since their last analysis.
    changed: Vec<Uri>,
}

impl Server<'_> {
    fn notification(&mut self, notification: Notification) -> Result<(), Problem> {
        match notification.method.as_str() {
            "textDocument/didOpen" => {
                let Some(params) = read::<DidOpenTextDocumentParams>(notification.params) else { return Ok(()) };
                self.changed.push(params.text_document.uri.clone());
                self.documents.open(params.text_document);
                Ok(())
            }
            "textDocument/didChange" => {
                let Some(params) = read::<DidChangeTextDocumentParams>(notification.params) else { return Ok(()) };
                self.documents.change(&params.text_document, params.content_changes);
                self.changed.push(params.text_document.uri);
                Ok(())
            }
            "textDocument/didClose" => {
                let Some(params) = read::<DidCloseTextDocumentParams>(notification.params) else { return Ok(()) };
                let uri = params.text_document.uri;
                self.documents.close(&uri);
                self.analyses.retain(|(other, _)| *other != uri);
                // The documents that use it now see the file on disk.
                self.changed.push(uri.clone());
                self.publish(PublishDiagnosticsParams { uri, diagnostics: Vec::new(), version: None })
            }
            _ => Ok(()),
        }
    }

    /// Analyzes the documents that changed, and the open documents that use them.
    fn analyze_changed(&mut self) -> Result<(), Problem> {
        let mut uris: Vec<Uri> = Vec::new();
        for changed in std::mem::take(&mut self.changed) {
            let name = documents::path(&changed);
            let users = self.analyses.iter().filter(|(_, analysis)| analysis.depends_on(&name)).map(|(uri, _)| uri.clone());
            // A document is among its own users.
            for uri in std::iter::once(changed).chain(users) {
                if !uris.contains(&uri) {
                    uris.push(uri);
                }
            }
        }
        for uri in uris {
            let path = documents::path(&uri);
            let Some(document) = self.documents.get(&path) else { continue };
            let before = self.analyses.iter().position(|(other, _)| *other == uri).map(|at| self.analyses.swap_remove(at).1);
            let trees = before.map(Analysis::into_trees).unwrap_or_default();
            let analysis = Analysis::new(&path, &document.text, &self.documents, trees);
            let (diagnostics, version) = (findings::diagnostics(&analysis), Some(document.version));
            self.analyses.push((uri.clone(), analysis));
            self.publish(PublishDiagnosticsParams { uri, diagnostics, version })?;
        }
        Ok(())
    }

    fn publish(&self, params: PublishDiagnosticsParams) -> Result<(), Problem> {
        let notification = Notification::new("textDocument/publishDiagnostics".to_owned(), params);
        self.send(Message::Notification(notification))
    }

    fn request(&self, request: Request) -> Result<(), Problem> {
        let Request { id, method, params } = request;
        let answer = match method.as_str() {
            "textDocument/completion" => self.answer(
                params,
                |params: &CompletionParams| &params.text_document_position,
                |analysis, _, at| complete::complete(analysis, at),
            ),
            "textDocument/hover" => self.answer(
                params,
                |params: &HoverParams| &params.text_document_position_params,
                |analysis, _, at| hover::hover(analysis, at),
            ),
            "textDocument/definition" => self.answer(
                params,
                |params: &GotoDefinitionParams| &params.text_document_position_params,
                |analysis, _, at| names::definition(analysis, at),
            ),
            "textDocument/references" => self.answer(
                params,
                |params: &ReferenceParams| &params.text_document_position,
                |analysis, _, at| names::references(analysis, at),
            ),
            "textDocument/prepareRename" => self.answer(
                params,
                |params: &TextDocumentPositionParams| params,
                |analysis, _, at| names::renameable(analysis, at),
            ),
            "textDocument/rename" => self.answer(
                params,
                |params: &RenameParams| &params.text_document_position,
                |analysis, params, at| names::rename(analysis, at, &params.new_name),
            ),
            "textDocument/documentSymbol" => read::<DocumentSymbolParams>(params)
                .and_then(|params| json(outline::outline(self.analysis(&params.text_document.uri)?))),
            "textDocument/codeAction" => read::<CodeActionParams>(params)
                .and_then(|params| json(findings::actions(self.analysis(&params.text_document.uri)?, params.range))),
            _ => {
                let error = ResponseError { code: -32601, message: format!("`{method}` is not supported"), data: None };
                return self.send(Message::Response(Response { id, result: None, error: Some(error) }));
            }
        };
        self.send(Message::Response(Response { id, result: Some(answer.unwrap_or(Value::Null)), error: None }))
    }

    /// The answer to a request about a position; `None` if there is none.
    fn answer<P: DeserializeOwned, R: Serialize>(
        &self,
        params: Value,
        position: impl Fn(&P) -> &TextDocumentPositionParams,
        answer: impl Fn(&Analysis, &P, usize) -> Option<R>,
    ) -> Option<Value> {
        let params = read::<P>(params)?;
        let place = position(&params);
        let analysis = self.analysis(&place.text_document.uri)?;
        let at = position::offset(analysis.text(), place.position);
        json(answer(analysis, &params, at)?)
    }

    fn analysis(&self, uri: &Uri) -> Option<&Analysis> {
        self.analyses.iter().find(|(other, _)| other == uri).map(|(_, analysis)| analysis)
    }

    fn send(&self, message: Message) -> Result<(), Problem> {
        self.connection.sender.send(message).map_err(|error| failed(&error))
    }
}

fn read<T: DeserializeOwned>(params: Value) -> Option<T> {
    serde_json::from_value(params).ok()
}

fn json(value: impl Serialize) -> Option<Value> {
    serde_json::to_value(value).ok()
}
