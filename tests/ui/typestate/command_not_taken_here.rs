use errspec_tests_ui::typestate::print_job_typestate::{PrintJob, Queued};

fn main() {
    let _ = PrintJob::new(Queued).retry();
}
