//! Texts of a form with their formulas evaluated, so that they can be read as numbers.

use crate::diag::Diagnostics;
use crate::figures::Ledger;
use crate::model::{Inline, Piece, PieceKind, UNFILLED};

/// The same text without formulas; their faults go into `out`. A text without any stays as it is, piece by
/// piece in step with the source.
pub(super) fn evaluated(text: &Inline, ledger: &Ledger, out: &mut Diagnostics) -> Inline {
    let pieces = text.pieces.iter().map(|piece| match piece.kind {
        PieceKind::Formula => {
            let printed = ledger.evaluate(&piece.text, piece.span);
            let text = printed.unwrap_or_else(|fault| {
                out.push(fault);
                String::new()
            });
            Piece { kind: PieceKind::Text, text, span: piece.span }
        }
        _ => piece.clone(),
    });
    Inline { span: text.span, pieces: pieces.collect() }
}

/// Whether something in an evaluated text is left to be filled in: told already, and nothing can be reckoned with it.
pub(super) fn is_unfilled(text: &Inline) -> bool {
    plain(text).contains(UNFILLED)
}

/// The characters of an evaluated text.
pub(super) fn plain(text: &Inline) -> String {
    text.pieces.iter().map(|piece| piece.text.as_str()).collect()
}
