//! From bytes to text: UTF-8 as it is, anything else by detection.

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A text and how it was decoded.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    /// WHATWG name.
    pub encoding: &'static str,
    /// What to tell, and the line (from 1) of the first byte that is not UTF-8; none where all is.
    pub oddity: Option<(String, u64)>,
}

/// Which UTF-16 bytes are: by their byte-order mark, or where nearly every other one at the beginning is NUL, as English has them.
pub fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let looked_at = &head[..head.len().min(512)];
    let nuls = |from: usize| looked_at.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (nuls(0), nuls(1), looked_at.len() / 2);
    match pairs {
        8.. if odd * 10 >= pairs * 9 && even == 0 => Some(UTF_16LE),
        8.. if even * 10 >= pairs * 9 && odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// What bytes are that are no text: a kind of file that many have, or data with NUL or more than a tenth of control characters.
pub fn not_text(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 5] = [
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a zip or Office file"),
        (b"\xd0\xcf\x11\xe0", "an Office file"),
        (b"{\\rtf", "an RTF file"),
        (b"SQLite format 3\0", "a database"),
    ];
    let known = KINDS.iter().find(|(begins, _)| bytes.starts_with(begins)).map(|(_, what)| *what);
    known.or_else(|| looks_binary(bytes).then_some("binary data"))
}

fn looks_binary(bytes: &[u8]) -> bool {
    if utf16(bytes).is_some() {
        return false;
    }
    // In pieces that a byte can count, which the compiler makes fast.
    let is_control = |b: u8| u8::from(b < 0x20 && !matches!(b, 9 | 10 | 12 | 13 | 27)) | u8::from(b == 0x7f);
    let controls: usize = bytes
        .chunks(255)
        .map(|piece| usize::from(piece.iter().map(|b| is_control(*b)).sum::<u8>()))
        .sum();
    memchr::memchr(0, bytes).is_some() || controls * 10 > bytes.len()
}

/// Decodes the parts of one input after each other, so that what the detector learnt from one row serves the next.
pub struct Decoder {
    detector: EncodingDetector,
}

impl Decoder {
    pub fn new() -> Self {
        Self {
            detector: EncodingDetector::new(),
        }
    }

    /// Decodes the bytes. A byte-order mark of UTF-8 stays in the text.
    pub fn decode(&mut self, bytes: Vec<u8>) -> Decoded {
        self.decode_declared(bytes, None)
    }

    /// Decodes the bytes of an input that may declare its encoding, which is then nothing odd. What is well-formed UTF-8 is UTF-8 all the same.
    pub fn decode_declared(&mut self, bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Decoded {
        if let Some(from) = utf16(&bytes) {
            let (text, _) = from.decode_with_bom_removal(&bytes);
            return Decoded {
                text: text.into_owned(),
                encoding: from.name(),
                oddity: Some((format!("not UTF-8: decoded from {}", from.name()), 1)),
            };
        }
        let error = match String::from_utf8(bytes) {
            Ok(text) => {
                return Decoded {
                    text,
                    encoding: UTF_8.name(),
                    oddity: None,
                };
            }
            Err(error) => error,
        };
        let at = error.utf8_error().valid_up_to();
        let bytes = error.into_bytes();
        let line = memchr::memchr_iter(b'\n', &bytes[..at]).count() as u64 + 1;
        if let Some(from) = declared.filter(|e| *e != UTF_8 && e.is_ascii_compatible()) {
            let (text, _) = from.decode_without_bom_handling(&bytes);
            return Decoded {
                text: text.into_owned(),
                encoding: from.name(),
                oddity: None,
            };
        }
        if is_damaged_utf8(&bytes) {
            return Decoded {
                text: String::from_utf8_lossy(&bytes).into_owned(),
                encoding: UTF_8.name(),
                oddity: Some(("broken UTF-8: U+FFFD stands for what could not be read".into(), line)),
            };
        }
        self.detector.feed(&bytes, false);
        let from = self.detector.guess(None, false);
        let (text, _) = from.decode_without_bom_handling(&bytes);
        Decoded {
            text: text.into_owned(),
            encoding: from.name(),
            oddity: Some((format!("not UTF-8: decoded from {}", from.name()), line)),
        }
    }
}

/// Whether the bytes are UTF-8 with damage in a few places: no other encoding makes well-formed sequences of several bytes by chance so often.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 2 * bad
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(bytes: &[u8]) -> Decoded {
        Decoder::new().decode(bytes.to_vec())
    }

    #[test]
    fn decodes_by_detection() {
        assert_eq!(decode("Sana’a".as_bytes()).oddity, None);
        let latin = decode(b"The caf\xe9 in Beirut.\nTwo na\xefve men and one se\xf1or were wounded in the blast.");
        assert_eq!(
            latin.text,
            "The café in Beirut.\nTwo naïve men and one señor were wounded in the blast."
        );
        assert_eq!(latin.encoding, "windows-1252");
        assert_eq!(latin.oddity.unwrap().1, 1);
        let wide = decode(b"\xff\xfeA\x00\xe9\x00");
        assert_eq!((wide.text.as_str(), wide.encoding), ("Aé", "UTF-16LE"));
        let unmarked: Vec<u8> = "Two men died.".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&unmarked).text, "Two men died.");
        let damaged = decode(b"\xe2\x80\x9cHit\xe2\x80\x9d, he\xe2\x80 said. \xe2\x80\x9cTwice.\xe2\x80\x9d");
        assert_eq!(damaged.encoding, "UTF-8");
        assert!(damaged.text.contains('\u{fffd}'));
    }

    #[test]
    fn tells_text_from_other_data() {
        assert!(!looks_binary("Wörter\r\n\tund\x0cmehr".as_bytes()));
        assert!(looks_binary(b"\x7fELF\x02\x01\x01\x00"));
        assert_eq!(not_text(b"%PDF-1.7\n"), Some("a PDF file"));
        assert_eq!(not_text(b"{\\rtf1 A bomb"), Some("an RTF file"));
        assert_eq!(not_text("{\"text\": 1}".as_bytes()), None);
        assert!(!looks_binary(b"\xff\xfeA\x00"));
    }
}
