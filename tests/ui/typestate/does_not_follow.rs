use errspec_tests_ui::typestate::print_job_typestate::{Done, PrintJob, Printing, Queued};

fn main() {
    let done = PrintJob::new(Queued).to(Printing { page: 1, of: 1 }).to(Done { pages: 1 });
    let _ = done.to(Queued);
    let _ = PrintJob::new(Queued).to(Done { pages: 1 });
}
