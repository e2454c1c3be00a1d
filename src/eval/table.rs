//! The result of an evaluation as a table for people.

use super::score::Evaluation;
use std::fmt;

impl fmt::Display for Evaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let buckets = self.buckets.iter().map(|(b, s)| (b.name().to_string(), s));
        let kinds = self.kinds.iter().map(|(k, s)| (format!("kind {k}"), s));
        writeln!(
            f,
            "{:<18} {:>9} {:>7} {:>7} {:>7} {:>10} {:>6}",
            "", "precision", "recall", "F1", "right", "predicted", "gold"
        )?;
        for (name, s) in buckets.chain(kinds) {
            let (p, r, f1) = (s.precision(), s.recall(), s.f1());
            writeln!(
                f,
                "{name:<18} {p:>9.3} {r:>7.3} {f1:>7.3} {:>7} {:>10} {:>6}",
                s.right, s.predicted, s.gold
            )?;
        }
        writeln!(
            f,
            "\n{:<18} {:>9} {:>7} {:>7} {:>7} {:>10} {:>6}",
            "of right claims", "precision", "recall", "", "right", "filled", "gold"
        )?;
        for (name, s) in &self.fields {
            writeln!(
                f,
                "{name:<18} {:>9.3} {:>7.3} {:>7} {:>7} {:>10} {:>6}",
                s.precision(),
                s.accuracy(),
                "",
                s.right,
                s.filled,
                s.gold
            )?;
        }
        if !self.absent.is_empty() {
            writeln!(f, "\nnot in the dataset: {}", self.absent.join(", "))?;
        }
        Ok(())
    }
}
