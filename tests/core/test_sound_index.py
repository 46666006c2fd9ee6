"""People looked up by sound: the answer is that of holding everybody against the name that is sought, one by one."""

from random import Random

from engine.app import fictitious
from engine.core.names import LIKENESS, Sought, likeness, skeleton, sound, sounds
from engine.core.sound_index import Name, SoundIndex

LETTERS = "abdfghjklmnrstwyz"
ODD = ("", "Sy", "Sow", "Ba", "عا", "El", "Abd El Kader", "Ould", "محمد", "أمينة بنت علي", "O", "--", "Ahmed Mohamed")


def plainly(one: str, other: str) -> float:
    """Twice the longest letters in common over all letters, by the table that every book has."""
    if one == other:
        return 1.0
    best = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, letter in enumerate(one):
        for j, each in enumerate(other):
            best[i + 1][j + 1] = best[i][j] + 1 if letter == each else max(best[i][j + 1], best[i + 1][j])
    return 2 * best[-1][-1] / (len(one) + len(other))


def word_by_word(one: str, other: str) -> float:
    bones = skeleton(one), skeleton(other)
    fewest = min(map(len, bones))
    if fewest >= 3:
        return plainly(*bones)
    return plainly(one, other) if fewest <= 1 else (plainly(*bones) + plainly(one, other)) / 2


def one_by_one(sought: list[str], people: dict[str, list[Name]]) -> dict[str, float]:
    """Those who are like enough, each held against each name that is sought."""
    found = {}
    for who, names in people.items():
        each = (
            sum(max(word_by_word(word, other) for other in name) for word in words) / len(words)
            for words in map(sounds, sought)
            for name in names
            if words and name
        )
        likest = max(each, default=0.0)
        if likest >= LIKENESS:
            found[who] = likest
    return found


def name_of(chance: Random) -> str:
    """A name as desks hear them, sometimes mistyped, sometimes no name at all."""
    if chance.random() < 0.1:
        return chance.choice(ODD)
    data = fictitious.person(chance, 2026)
    name = str(data["name_ar"] if chance.random() < 0.4 else data["name"])
    if chance.random() < 0.5:
        at = chance.randrange(len(name) + 1)
        name = name[:at] + chance.choice(LETTERS) + name[at + chance.randrange(2) :]
    return name


def test_those_who_are_looked_up_are_those_whom_a_comparison_of_everybody_finds():
    """Over names put, changed and taken away. Fails when a word that is near enough isn't looked at."""
    chance, index, people = Random(7), SoundIndex(), dict[str, list[Name]]()
    found = 0
    for _ in range(400):
        who = f"B-{chance.randrange(100)}"
        if chance.random() < 0.2:
            people.pop(who, None)
            index.drop(who)
        else:
            people[who] = [sounds(name_of(chance)) for _ in range(chance.randrange(3))]
            index.put(who, people[who])
        assert (who in index) == (who in people)
        if chance.random() < 0.15:
            sought = [name_of(chance) for _ in range(chance.randrange(1, 3))]
            expected = one_by_one(sought, people)
            assert index.alike([Sought(name) for name in sought]) == expected
            found += len(expected)
    assert found > 40
    for who in list(people):
        index.drop(who)
    assert index.alike([Sought("Mohamed Alaoui")]) == {}
    assert not any(getattr(index, kept) for kept in ("_named", "_bearers", "_names", "_words")), (
        "nothing stays of anybody"
    )


def test_likeness_is_that_of_the_longest_letters_in_common():
    """Letters are counted many at a time: fails when a run of them is counted otherwise than in the table."""
    chance = Random(11)
    for _ in range(2_000):
        one, other = ("".join(chance.choices(LETTERS[:6], k=chance.randrange(12))) for _ in range(2))
        heard = sound(one), sound(other)
        if all(heard):
            assert likeness(one, other) == likeness(other, one) == word_by_word(*heard)
