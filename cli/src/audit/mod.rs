//! `errspec audit`: checks recorded traffic against a contract, with the decoder, the retry engine and the watch that clients use.

mod annotated;
mod auditor;
mod counted;
mod coverage;
mod found;
mod histories;
mod joined;
mod latest;
mod listed;
mod named;
mod numbered;
mod printed;
mod report;
mod reported;
mod tabled;

use crate::args::{Audit, FailLevel};
use crate::terminal::{Terminal, print};
use crate::traffic::{self, Place};
use crate::{ExitStatus, Problem, contract};
use auditor::Auditor;
use errspec_tables::Tables;
use found::Level;
use named::Names;
use report::Report;
use std::rc::Rc;

pub(crate) fn run(args: &Audit, terminal: Terminal) -> Result<ExitStatus, Problem> {
    let Some(read) = contract::read(&args.spec, terminal)? else { return Ok(ExitStatus::Findings) };
    let tables = Tables::of(Box::leak(Box::new(read.contract)));
    let names = Names::new(tables, args.base.clone(), args.job_id.clone());
    let mut auditor = Auditor::new(tables, names);
    tables.run(|| args.traffic.iter().try_for_each(|file| audit(&mut auditor, file)))?;
    if auditor.counts.records == 0 {
        return Err(nothing(args, auditor.counts.elsewhere));
    }
    let report = Report { counts: auditor.counts, shares: auditor.shares(), findings: auditor.findings };
    print(&printed::all(&report, args.format, terminal.colors_output()))?;
    let limit = match args.fail_on {
        FailLevel::Error => Some(Level::Error),
        FailLevel::Warning => Some(Level::Warning),
        FailLevel::Note => Some(Level::Note),
        FailLevel::Never => None,
    };
    let failed = limit.is_some_and(|limit| report.worst() >= Some(limit));
    let covered = args.fail_under.is_none_or(|least| report.codes() >= least);
    Ok(if failed || !covered { ExitStatus::Findings } else { ExitStatus::Success })
}

/// An audit without records has no findings, which must not look like traffic that follows the contract.
fn nothing(args: &Audit, elsewhere: u64) -> Problem {
    match &args.base {
        Some(base) if elsewhere > 0 => Problem(format!(
            "no record is below `{base}`, so there is nothing to audit; check `--base` against the URLs in the traffic \
             ({elsewhere} left out)"
        )),
        _ => Problem("the traffic has no records, so there is nothing to audit".to_owned()),
    }
}

fn audit(auditor: &mut Auditor, file: &std::path::Path) -> Result<(), Problem> {
    let name: Rc<str> = file.to_string_lossy().into();
    traffic::read(file, &mut |record, line| {
        let place = Place { file: Rc::clone(&name), line };
        auditor.add(record, &place).map_err(|why| Problem(format!("{place}: {why}")))
    })
}
