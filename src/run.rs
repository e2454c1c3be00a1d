//! The driver: documents come from one thread, are worked on by many, and leave in the order in which they came; or one thread does it all. Knows neither where they come
//! from nor where they go.
//!
//! Memory is bounded: no more than three batches are on their way at a time, and a batch ends at a number of bytes or of documents.

use crate::document::Document;
use rayon::prelude::*;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Bytes of text in a batch, for each thread.
const BATCH_BYTES: usize = 1 << 18;
/// Documents in a batch, for each thread.
const BATCH_DOCUMENTS: usize = 32;

/// Calls `work` on each document on `threads` threads (0: as many as the machine has), and `sink` on each result in the order of `items`. Items that are no documents reach the
/// sink in their places. Ends early when the sink breaks.
///
/// # Errors
/// When the threads cannot be started.
pub fn in_order<I, E, T>(
    items: I,
    threads: usize,
    work: impl Fn(Document) -> T + Sync,
    mut sink: impl FnMut(Result<T, E>) -> ControlFlow<()>,
) -> Result<(), rayon::ThreadPoolBuildError>
where
    I: IntoIterator<Item = Result<Document, E>> + Send,
    E: Send,
    T: Send,
{
    if threads == 1 {
        // Nothing is handed over: what is read is worked on and written while it is at hand.
        let mut results = items.into_iter().map(|item| item.map(&work));
        let _ = results.try_for_each(&mut sink);
        return Ok(());
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let threads = pool.current_num_threads();
    std::thread::scope(|scope| {
        let (to_workers, batches) = sync_channel(1);
        let (to_sink, results) = sync_channel(1);
        scope.spawn(move || send_batches(items, threads, &to_workers));
        let (pool, work) = (&pool, &work);
        scope.spawn(move || pool.install(move || work_batches(&batches, work, &to_sink)));
        for batch in results {
            for result in batch {
                if sink(result).is_break() {
                    // The channels close behind this, and both threads end at their next batch.
                    return;
                }
            }
        }
    });
    Ok(())
}

fn send_batches<E>(items: impl IntoIterator<Item = Result<Document, E>>, threads: usize, out: &SyncSender<Vec<Result<Document, E>>>) {
    let mut batch = Vec::new();
    let mut bytes = 0;
    for item in items {
        bytes += item.as_ref().map_or(0, |d| d.text.len());
        batch.push(item);
        if bytes >= BATCH_BYTES * threads || batch.len() >= BATCH_DOCUMENTS * threads {
            bytes = 0;
            if out.send(std::mem::take(&mut batch)).is_err() {
                return;
            }
        }
    }
    // Nobody listens any more only where the sink broke.
    let _ = out.send(batch);
}

fn work_batches<E: Send, T: Send>(
    batches: &Receiver<Vec<Result<Document, E>>>,
    work: &(impl Fn(Document) -> T + Sync),
    out: &SyncSender<Vec<Result<T, E>>>,
) {
    while let Ok(batch) = batches.recv() {
        let done = batch.into_par_iter().with_max_len(1).map(|item| item.map(work)).collect();
        if out.send(done).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(n: usize) -> Vec<Result<Document, usize>> {
        (0..n)
            .map(|i| {
                if i % 7 == 3 {
                    Err(i)
                } else {
                    Ok(Document::plain(&i.to_string(), &"x".repeat(i % 50_000)))
                }
            })
            .collect()
    }

    #[test]
    fn keeps_the_order_with_any_number_of_threads() {
        for threads in [1, 2, 5] {
            let mut seen = Vec::new();
            in_order(
                items(1000),
                threads,
                |d| d.doc_id,
                |r| {
                    seen.push(r.unwrap_or_else(|n| n.to_string()));
                    ControlFlow::Continue(())
                },
            )
            .unwrap();
            assert!(seen.iter().enumerate().all(|(n, id)| *id == n.to_string()));
            assert_eq!(seen.len(), 1000);
        }
    }

    #[test]
    fn ends_when_the_sink_breaks() {
        let mut seen = 0;
        in_order(
            (0usize..).map(|n| Ok::<_, ()>(Document::plain(&n.to_string(), "x"))),
            2,
            |d| d.doc_id,
            |_| {
                seen += 1;
                if seen == 100 {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            },
        )
        .unwrap();
        assert_eq!(seen, 100);
    }
}
