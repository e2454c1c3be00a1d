"""Opens every format of `recount export` with the reader that it is meant for.

python3 tests/export/readers.py RECOUNT RECORDS FOLDER: the program, a dataset that it extracted (JSON Lines), and a folder to write in.
Needs the packages of requirements.txt beside this file. The first thing that does not hold ends it.
"""
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

PROGRAM, RECORDS, FOLDER = sys.argv[1], sys.argv[2], Path(sys.argv[3])


def export(target, *arguments, may_fail=False):
    done = subprocess.run([PROGRAM, "export", RECORDS, "-o", f"{FOLDER / target}{'/' if '.' not in target else ''}", *arguments], capture_output=True, text=True)
    if may_fail and done.returncode:
        return None
    assert done.returncode == 0, done.stderr
    return FOLDER / target


def read(path):
    return [json.loads(line) for line in open(path, encoding="utf-8")]


records = read(RECORDS)
by_type = {t: [r for r in records if r["type"] == t] for t in ("document", "sentence", "mention", "claim", "incident")}
claims = {c["claim_id"]: c for c in by_type["claim"]}
assert len(claims) > 100, "too few claims to show anything"


def text_of(document):
    return document.get("text") or open(document["path"], encoding="utf-8", newline="").read()


def check_frictionless():
    from frictionless import Package, system

    package = export("package", "--format", "data-package")
    with system.use_context(trusted=True):
        report = Package(str(package / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "rowNumber", "fieldName", "note"])[:5]
    rows = {r.name: len(r.read_rows()) for r in Package(str(package / "datapackage.json")).resources}
    assert rows == {t: len(r) for t, r in by_type.items()}, rows
    for profile in ("acled", "ucdp"):
        package = export(profile, "--format", "data-package", "--profile", profile)
        with system.use_context(trusted=True):
            report = Package(str(package / "datapackage.json")).validate()
        assert report.valid, report.flatten(["type", "rowNumber", "fieldName", "note"])[:5]


def check_pandas():
    import pandas

    table = pandas.read_csv(export("claims.csv", "--only", "claim"), dtype={"date_start": str}, keep_default_na=False, na_values=[""])
    assert list(table["claim_id"]) == list(claims)
    for _, row in table.iterrows():
        claim = claims[row["claim_id"]]
        assert row["sentence_text"] == claim["sentence_text"]
        assert pandas.isna(row["value"]) if claim["value"] is None else row["value"] == claim["value"]
    acled = pandas.read_csv(export("acled.csv", "--profile", "acled"))
    assert len(acled) == len(by_type["incident"]) and acled["fatalities"].dropna().ge(0).all()
    pandas.to_datetime(acled["event_date"].dropna(), format="%Y-%m-%d")


def check_parquet():
    import pyarrow.parquet

    path = export("claims.parquet", "--only", "claim", may_fail=True)
    if path is None:
        return "not built in"
    rows = pyarrow.parquet.read_table(path).to_pylist()
    assert len(rows) == len(claims)
    for row in rows:
        claim = claims[row["claim_id"]]
        for field in ("start", "kind", "value", "low", "implied", "date_start", "sentence_text", "where_prec"):
            assert row[field] == claim[field], (field, row[field], claim[field])
        assert row["evidence_text"] == [e["text"] for e in claim["evidence"]]
        assert row["places_lat"] == [p["lat"] for p in claim["places"]]


def check_geopandas():
    import geopandas

    table = geopandas.read_file(export("map.geojson"))
    assert len(table) == len(claims) + len(by_type["incident"])
    assert table.crs.to_epsg() == 4326
    for _, row in table[table["type"] == "claim"].iterrows():
        points = [(p["lon"], p["lat"]) for p in claims[row["claim_id"]]["places"] if p["lat"] is not None]
        assert (row.geometry is None) == (not points)
        assert not points or (row.geometry.x, row.geometry.y) == points[0]


def check_spacy():
    import spacy
    from spacy.training import Example

    nlp = spacy.blank("en")
    lines = read(export("spacy.jsonl", "--format", "spacy"))
    assert len(lines) == len(by_type["document"])
    figures = Counter()
    for line in lines:
        example = Example.from_dict(nlp.make_doc(line["text"]), line["annotations"])
        doc = example.reference
        assert doc.text == line["text"]
        assert len(doc.ents) == len(line["annotations"]["entities"])
        for key, spans in line["annotations"]["spans"].items():
            assert [(s.start_char, s.end_char, s.label_, s.kb_id_) for s in doc.spans[key]] == [tuple(s) for s in spans]
        for span in doc.spans["claims"]:
            assert span.text == claims[span.kb_id_]["figure_text"]
            figures[span.label_] += 1
    assert sum(figures.values()) == len(claims)


def check_cassis():
    import cassis

    texts = {text_of(document) for document in by_type["document"]}
    files = list(export("inception", "--format", "inception").glob("*.json"))
    assert len(files) == len(by_type["document"])
    seen = 0
    for file in files:
        cas = cassis.load_cas_from_json(file.read_text(encoding="utf-8"))
        assert cas.sofa_string in texts
        for claim in cas.select("webanno.custom.Claim"):
            assert claim.get_covered_text() == claims[claim.claim_id]["figure_text"]
            seen += 1
    assert seen == len(claims)


def check_brat():
    """brat itself is no package: its format is read by the rules that it publishes."""
    folder = export("brat", "--format", "brat")
    events = 0
    for ann in sorted(folder.glob("*.ann")):
        text = open(ann.with_suffix(".txt"), encoding="utf-8", newline="").read()
        for line in open(ann, encoding="utf-8", newline="").read().split("\n"):
            if line.startswith("T"):
                _, where, quoted = line.split("\t", 2)
                pieces = [p.split() for p in where.split(" ", 1)[1].split(";")]
                assert " ".join(text[int(a) : int(b)] for a, b in pieces) == quoted, line
            events += line.startswith("E")
    assert events == len(claims)


def check_web_annotation():
    texts = {d["doc_id"]: text_of(d) for d in by_type["document"]}
    from urllib.parse import unquote

    collection = json.load(open(export("annotations.jsonld"), encoding="utf-8"))
    for item in collection["first"]["items"]:
        text = texts[unquote(item["target"]["source"]["id"].split(":", 3)[3])]
        position, quote = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote["prefix"]) and text[position["end"] :].startswith(quote["suffix"])


for name, check in sorted(globals().copy().items()):
    if name.startswith("check_"):
        print(name.removeprefix("check_"), check() or "ok", flush=True)
