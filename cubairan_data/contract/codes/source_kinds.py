"""Kinds of sources."""

from cubairan_data.contract.codes.code import Code


class SourceKind(Code):
    """CSL item type."""

    ARTICLE_NEWSPAPER = (
        "article-newspaper",
        "A news story from a newspaper, a news agency or a broadcaster's site.",
        {"en": "Newspaper article"},
    )
    ARTICLE_MAGAZINE = "article-magazine", "A magazine article.", {"en": "Magazine article"}
    ARTICLE_JOURNAL = "article-journal", "A journal article.", {"en": "Journal article"}
    WEBPAGE = "A web page that is none of the others."
    POST_WEBLOG = "post-weblog", "A weblog post.", {"en": "Weblog post"}
    REPORT = "A report or policy paper."
    BOOK = "A book."
    CHAPTER = "A chapter of a book."
    THESIS = "A thesis."
    SPEECH = "The text of a speech."
    INTERVIEW = "An interview."
    LEGISLATION = "A law or decree."
    REGULATION = "A regulation, order or listing of an authority."
    TREATY = "The text of a treaty or agreement."
    HEARING = "A parliamentary hearing or record."
    DATASET = "A dataset."
    ENTRY_ENCYCLOPEDIA = (
        "entry-encyclopedia",
        "An encyclopedia article.",
        {"en": "Encyclopedia entry"},
    )
    DOCUMENT = "Another document: cable, letter, press release, declassified paper."
