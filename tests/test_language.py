"""A language's room: what is wrong in it is told with file and line, and nobody has to read code to write in it."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from ivr.cli import main
from ivr.core.record import Reason
from ivr.errors import CandidError, LanguageError, RulesError, as_typed
from ivr.language.book import Book, BookError
from ivr.language.check import check_language, check_languages
from ivr.language.endless import is_endless
from ivr.language.rooms import ROOMS, begun_languages, languages
from ivr.language.skeleton import make_room
from ivr.language.spoken import SpokenLanguage, spoken
from ivr.settings import ROOT
from ivr.written.prompt_texts import is_foreign, load_texts
from ivr.written.prompts import check_all
from ivr.written.rules_file import RulesFile, read_rules
from spoken_values.number_words import number_words

RULES = """
language: {}
company: Fernhill
routes:
  support:
    agents: ["+15005550001"]
fallback_route: support
"""


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A copy of the English room, to be spoiled."""
    return Path(shutil.copytree(ROOMS / "en", tmp_path / "en"))


def wrong_with(room: Path) -> list[str]:
    return check_language(SpokenLanguage("en", room))


def line_of(path: Path, text: str) -> int:
    return path.read_text().splitlines().index(text) + 1


def test_nothing_is_wrong_with_what_ships() -> None:
    assert languages() == ["en"]
    assert check_languages() == []


def test_a_missing_file_is_named(room: Path) -> None:
    (room / "silence.txt").unlink()
    assert wrong_with(room) == ["ivr/language/en/silence.txt: is missing"]


def test_a_language_without_its_vocabulary_is_still_one_and_lacks_it(room: Path) -> None:
    (room / "vocabulary.txt").unlink()
    assert languages(room.parent) == ["en"]
    assert wrong_with(room) == ["ivr/language/en/vocabulary.txt: is missing"]


def test_an_empty_list_is_named_with_its_line(room: Path) -> None:
    path = room / "topics" / "child.txt"
    path.write_text("# Children who ring.\n\n[phrases: whole words]\n# none yet\n")
    assert wrong_with(room) == ["ivr/language/en/topics/child.txt:3: [phrases] is empty"]


@pytest.mark.parametrize(
    ("file", "after"),
    [
        ("ways_out.txt", "[human]"),
        ("requests.txt", "[slower]"),
        ("about_us.txt", "[help]"),
        ("topics/fraud.txt", "[phrases: whole words]"),
        ("teams.txt", "[asking_for]"),
        ("topics/spoken.txt", "[short_forms]"),
    ],
)
def test_what_is_no_pattern_is_named_with_its_line(room: Path, file: str, after: str) -> None:
    path = room / file
    path.write_text(path.read_text().replace(f"{after}\n", f"{after}\nsomebody (else\n", 1))
    line = line_of(path, "somebody (else")
    told = wrong_with(room)
    assert told
    assert all(
        one.startswith(f"ivr/language/en/{file}:{line}: no pattern: missing ), unterminated subpattern") for one in told
    )


def test_a_phrase_that_two_topics_claim_is_told_with_both_places(room: Path) -> None:
    for topic in ("medical", "hardship"):
        path = room / "topics" / f"{topic}.txt"
        path.write_text(f"{path.read_text()}my wallet was eaten\n")
    medical, hardship = (room / "topics" / f"{topic}.txt" for topic in ("medical", "hardship"))
    (told,) = wrong_with(room)
    at, first = line_of(hardship, "my wallet was eaten"), line_of(medical, "my wallet was eaten")
    assert (
        told == f"ivr/language/en/topics/hardship.txt:{at}: is claimed on medical.txt:{first}, too: keep one of the two"
    )


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("wat\tlangzamer", "a tab is never heard: write one plain space between two words"),
        ("wat  langzamer", "a double space is never heard: write one plain space between two words"),
        ("zo’n beetje", "'’' is never heard: write a plain apostrophe '"),
        ("“langzamer”", "'“' is never heard: words are compared without marks: leave it out"),
        ('"langzamer"', "'\"' is never heard: words are compared without marks: leave it out"),
        ("(nog )?één keer", "'é' is never heard: words are compared without accents: write the plain letter"),
        ("Langzamer", "'L' is never heard: write small letters"),
        ("een e-mail", "'-' is never heard: words are compared without it: write a space"),
        ("langzamer, graag", "',' is never heard: words are compared without marks: leave it out"),
        ("wat/iets langzamer", "'/' is never heard: words are compared without marks: leave it out"),
        ("langzamer # trager", "'#' is never heard: what explains begins a line of its own"),
        ("langzamer\nlangzamer", "stands on line {}, too: keep one of the two"),
    ],
)
def test_a_line_that_no_caller_can_be_heard_to_say_is_told_with_what_to_do(room: Path, written: str, told: str) -> None:
    path = room / "requests.txt"
    path.write_text(path.read_text().replace("[slower]\n", f"[slower]\n{written}\n", 1))
    first = line_of(path, "[slower]") + 1
    at = first + written.count("\n")
    assert wrong_with(room) == [f"ivr/language/en/requests.txt:{at}: {told.format(first)}"]


@pytest.mark.parametrize(
    "written", ["(wat |iets )?langzamer", "\\bniet[- ]zo\\b", "zo'n beetje", "(?<!niet )langzamer(?! alleen)", "{it}"]
)
def test_what_a_pattern_is_made_of_is_no_mistake(room: Path, written: str) -> None:
    path = room / "requests.txt"
    path.write_text(path.read_text().replace("[slower]\n", f"[slower]\n{written}\n", 1))
    assert wrong_with(room) == []


def test_a_bracket_that_is_not_closed_is_told_of_its_own_line_however_many_lists_go_with_it(room: Path) -> None:
    path = room / "requests.txt"
    path.write_text(path.read_text().replace("[lead]\n", "[lead]\n(graag\n", 1))
    (told,) = wrong_with(room)
    where = f"ivr/language/en/requests.txt:{line_of(path, '(graag')}"
    assert told == f"{where}: no pattern: missing ), unterminated subpattern: a '(' is not closed"


def test_mistakes_of_a_file_are_told_from_its_top_down(room: Path) -> None:
    path = room / "ways_out.txt"
    for head in ("[human]", "[clause]", "[plain]", "[away]"):
        path.write_text(path.read_text().replace(f"{head}\n", f"{head}\nMens\n", 1))
    lines = [int(one.split(":")[1]) for one in wrong_with(room)]
    assert len(lines) == 4
    assert lines == sorted(lines)


def test_a_gap_leaves_room_for_as_many_words_as_it_says_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("[smells: whole words]\nsmell {~2} gas\n(a|the) {~1} (leak|smell)\n")
    smells = Book(tmp_path / "x.txt").pattern("smells")
    for said in ("smell gas", "smell some gas", "i smell a lot gas here", "the leak", "a bad smell"):
        assert smells.search(said), said
    for said in ("smell a lot of gas", "smells gas", "smell gasoline", "a very bad smell"):
        assert not smells.search(said), said


def test_a_room_in_its_place_is_told_as_one_would_open_it() -> None:
    with pytest.raises(BookError, match=r"^ivr/language/en/topics/fraud\.txt: has no list \[fraze\]"):
        Book(ROOMS / "en" / "topics" / "fraud.txt").pattern("fraze")


def test_a_misspelt_list_and_a_misspelt_file_are_told(room: Path) -> None:
    path = room / "silence.txt"
    path.write_text(f"{path.read_text()}\n[hurriez]\nquick\n")
    (room / "topics" / "emergncy.txt").write_text("[phrases]\nfire\n")
    list_told, file_told = wrong_with(room)
    at = line_of(path, "[hurriez]")
    told = "nobody asks for [hurriez]: is it misspelt? If no list names it, delete it"
    assert list_told == f"ivr/language/en/silence.txt:{at}: {told}"
    assert file_told == "ivr/language/en/topics/emergncy.txt: is read by nobody: is its name misspelt?"


def test_all_that_is_wrong_is_told_at_once(room: Path) -> None:
    (room / "silence.txt").unlink()
    for name in ("slower", "louder"):
        path = room / "requests.txt"
        path.write_text(path.read_text().replace(f"[{name}]", f"[{name}_not]"))
    assert len(wrong_with(room)) == 3


def test_what_agents_are_told_has_a_place_for_all_that_is_put_there(room: Path) -> None:
    path = room / "briefing.txt"
    text = path.read_text().replace("In their words: {wish}", "In their words: {words}")
    path.write_text(text.replace(f"{Reason.BUSY}: all its lines were busy\n", ""))
    told = wrong_with(room)
    assert told == [f"ivr/language/en/briefing.txt:{line_of(path, '[reasons]')}: [reasons] lacks 'busy'"]
    path.write_text(f"{path.read_text()}".replace("[topics]", "busy: all its lines were busy\n[topics]"))
    assert wrong_with(room) == [
        f"ivr/language/en/briefing.txt:{line_of(path, 'In their words: {words}')}: [wish] must hold {{wish}}"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hello\n[greets]\nhi\n", ":1: stands before the first [list]"),
        ("[greets]\nhi\n[greets]\nhello\n", ":3: [greets] stands twice"),
        ("[greets: somewhere]\nhi\n", ":1: 'somewhere' is none of: whole words,"),
        ("[greets]\n{friend} hi\n", ":2: no list is called {friend}"),
        ("[greets]\nhi {greets}\n", ":2: {greets} names itself"),
        ("[greets]\nhi|\nhello|\n", ":2: ends on '|' and does not go on"),
        ("[greets]\nhi\nhello|\n[name]\nann\n", ":3: ends on '|' and does not go on"),
        ("[greets]\nhi\n[Name]\nann\n", ":3: '[Name]' is no head of a list"),
        ("[greets]\nhi\n[name: Whole words]\nann\n", ":3: '[name: Whole words]' is no head of a list"),
        ("[greets]\nhi\n[first name]  # of those we know\nann\n", "is no head of a list"),
        ("[greets]\nhi\n\n{Name} there\n", ":4: '{Name}' is no list's name"),
        ("[greets]\nhi\n[name\nann\n", ":3: '[name' is no head of a list"),
        ("[greets]\nhi {name there\n", ":2: '{name there' is no list's name"),
        ("[greets]\nhi {~2}there\n", ":2: '{~2}' is no gap between words: write {~3} for up to three"),
        ("[greets]\nhi {~12} there\n", ":2: '{~12}' is no gap between words"),
        ("[greets]\nhi\nhello||howdy\n", ":3: has a '|' with nothing before it"),
        ("[greets]\nhi\n|hello\n", ":3: has a '|' with nothing before it"),
        ("[greets: whole words]\nhi\n(hello)?\n", ":3: is found in whatever is said"),
        ("[name]\n(ann)?\n[greets]\nhi\n{name}( there)?\n", ":5: is found in whatever is said"),
        ("[greets]\nhi{99999999999999999999}\n", ":2: no pattern: the repetition number is too large"),
    ],
)
def test_how_lists_are_written_is_told_where_it_was_not_kept_to(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "greetings.txt"
    path.write_text(text)
    with pytest.raises(BookError) as caught:
        Book(path).pattern("greets")
    assert told in str(caught.value)


def test_a_book_that_is_broken_stays_so_however_often_it_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "greetings.txt"
    path.write_text("[greets]\nhi {friend}\n")
    book = Book(path)
    for _ in range(3):
        with pytest.raises(BookError, match=r"no list is called \{friend\}"):
            book.pattern("greets")


def test_a_book_may_begin_as_some_editors_write_files(tmp_path: Path) -> None:
    path = tmp_path / "greetings.txt"
    path.write_text("[greets]\nhi\n", encoding="utf-8-sig")
    assert Book(path).pattern("greets").search("hi")


def test_what_cannot_be_read_is_not_told_as_missing(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="cannot be read: Is a directory"):
        Book(tmp_path)


def test_a_list_is_looked_for_where_its_head_says(tmp_path: Path) -> None:
    path = tmp_path / "greetings.txt"
    lines = (
        "[name]",
        "ann",
        "bob|",
        "bobby",
        "[greets: all of it]",
        "hi( there)? {name}",
        "[hello: whole words]",
        "hello",
    )
    path.write_text("\n".join(lines))
    book = Book(path)
    assert book.pattern("greets").search("hi there bobby")
    assert not book.pattern("greets").search("oh hi ann")
    assert book.pattern("hello").search("oh hello you")
    assert not book.pattern("hello").search("othello")
    assert book.pattern("greets").groups == 0


def test_a_line_that_would_hold_up_all_calls_is_told(room: Path) -> None:
    path = room / "silence.txt"
    path.write_text(f"{path.read_text()}((very )*(really )*)*good\n")
    (told,) = wrong_with(room)
    line = line_of(path, "((very )*(really )*)*good")
    assert told == f"ivr/language/en/silence.txt:{line}: may take for ever: is something repeated that repeats?"


@pytest.mark.parametrize(
    "source",
    ["((no|no) )*person", "(m+( ?h*m+)*)+ no", "((o+h*|ah)\\s?)+$", "((a|an) ?\\w* ?)*agent", "(\\w+ ?)*human"],
)
def test_what_repeats_and_is_repeated_is_found(source: str) -> None:
    assert is_endless(source)


@pytest.mark.parametrize("source", ["((very|really) )*good", "(m+ )*no", "(a |the )?(big )+one", "((?>o+h*)\\s?)+$"])
def test_what_is_repeated_and_does_not_repeat_is_none(source: str) -> None:
    assert not is_endless(source)


def test_a_language_without_a_room_is_refused_and_those_that_have_one_are_told(tmp_path: Path) -> None:
    path = tmp_path / "rules.yml"
    path.write_text(RULES.format("fr"))
    with pytest.raises(RulesError, match=r"rules.yml:2: language: no language 'fr' is here: use one of en"):
        read_rules(path)
    with pytest.raises(LanguageError, match="there are en"):
        spoken("fr")


def test_the_last_good_rules_stay_in_force_when_a_language_is_named_that_is_not_here(tmp_path: Path) -> None:
    path = tmp_path / "rules.yml"
    path.write_text(RULES.format("en"))
    rules = RulesFile(path)
    path.write_text(RULES.format("fr"))
    for _ in range(3):
        rules.look()
    assert rules.current().language == "en"
    assert "no language 'fr'" in rules.problem


def test_what_a_language_lacks_is_told_at_the_start_as_any_other_failure() -> None:
    assert issubclass(BookError, CandidError)


def test_a_new_language_is_every_list_of_english_empty_and_check_tells_each(tmp_path: Path) -> None:
    room = make_room("es", tmp_path)
    assert languages(tmp_path) == ["es"]
    books = [path.relative_to(room) for path in room.rglob("*.txt")]
    assert sorted(books) == sorted(path.relative_to(ROOMS / "en") for path in (ROOMS / "en").rglob("*.txt"))
    told = check_languages(tmp_path)
    assert all(": [" in one and one.endswith("] is empty") for one in told)
    named = {one.partition(":")[0].removeprefix("ivr/language/es/") for one in told}
    assert {str(book) for book in books} - named == {"vocabulary.txt"}  # nobody asks for its lists yet


def test_each_prompt_without_a_text_in_the_language_of_the_rules_is_told_though_none_has_one() -> None:
    folder = ROOT / "audio_prompts"
    texts = load_texts(folder)
    lines = (folder / "prompts.yml").read_text().splitlines()
    told = check_all(folder, "Acme", language="nl", as_recorded=False)
    for name in (name for name, written in texts.items() if not is_foreign(name, written)):
        where = f"{as_typed(folder / 'prompts.yml')}:{lines.index(f'{name}:') + 1}"
        assert f"{where}: {name} has no text in nl: write it below, as `nl: …`" in told
    assert not check_all(folder, "Acme", language="en", as_recorded=False)


def test_of_a_language_that_is_begun_what_is_there_is_kept_and_checked(tmp_path: Path) -> None:
    shutil.copytree(ROOMS / "de", tmp_path / "de")
    assert (languages(tmp_path), begun_languages(tmp_path)) == ([], ["de"])
    assert check_languages(tmp_path) == []
    path = tmp_path / "de" / "honesty.txt"
    path.write_text(path.read_text().replace("[claims]\n", "[claims]\nMensch\n"))
    (told,) = check_languages(tmp_path)
    assert told.startswith(f"ivr/language/de/honesty.txt:{line_of(path, 'Mensch')}: 'M' is never heard")
    kept = path.read_text()
    assert languages(make_room("de", tmp_path).parent) == ["de"]
    assert path.read_text() == kept


def test_a_list_that_was_filled_is_no_longer_told(tmp_path: Path) -> None:
    room = make_room("es", tmp_path)
    before = check_languages(tmp_path)
    path = room / "silence.txt"
    path.write_text(path.read_text().replace("[a_while]\n", "[a_while]\nun momento\n"))
    assert len(check_languages(tmp_path)) == len(before) - 1


def test_a_new_room_is_told_as_its_reader_would_open_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ivr.language.skeleton.make_room", lambda code: tmp_path / "rooms" / code)
    for folder, told in ((tmp_path, "rooms/es is"), (tmp_path / "rooms", "es is"), (ROOT, f"{tmp_path}/rooms/es is")):
        folder.mkdir(exist_ok=True)
        monkeypatch.chdir(folder)
        assert CliRunner().invoke(main, ["new-language", "es"]).output.startswith(told)


@pytest.mark.parametrize(("code", "told"), [("en", "is there already"), ("Spanish", "is no language"), ("..", "is no")])
def test_a_language_that_is_there_is_not_written_over(code: str, told: str) -> None:
    with pytest.raises(LanguageError, match=told):
        make_room(code)


def test_the_numbers_of_the_assistants_language_are_those_that_both_environments_install() -> None:
    """An editor that replaces a file instead of writing into it makes two of the one."""
    assert (ROOMS / "en" / "numbers.txt").samefile(ROOT / "spoken_values" / "spoken_values" / "en" / "numbers.txt")
    words = spoken("en").numbers.words
    assert words == number_words("en")
