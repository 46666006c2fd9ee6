"""People who don't exist: names of many origins, in Latin and Arabic letters, for training and demonstration."""

from __future__ import annotations

from random import Random

from engine.core.events import Json

_Names = tuple[tuple[str, str], ...]

# (women, men, family names, country, languages spoken), each name as (Latin, Arabic).
_ORIGINS: tuple[tuple[_Names, _Names, _Names, str, tuple[str, ...]], ...] = (
    (
        (("Aminata", "أميناتا"), ("Fatou", "فاتو"), ("Mariama", "مارياما"), ("Awa", "أوا"), ("Ndeye", "نداي")),
        (("Mamadou", "مامادو"), ("Ousmane", "عثمان"), ("Cheikh", "الشيخ"), ("Ibrahima", "إبراهيما")),
        (("Diallo", "ديالو"), ("Ndiaye", "ندياي"), ("Sow", "صو"), ("Fall", "فال"), ("Diop", "ديوب")),
        "SN",
        ("wolof", "français"),
    ),
    (
        (("Adjoua", "أدجوا"), ("Affoué", "أفوي"), ("Mariam", "مريم"), ("Aya", "آية")),
        (("Kouadio", "كواديو"), ("Yao", "ياو"), ("Drissa", "دريسا"), ("Koffi", "كوفي")),
        (("Kouassi", "كواسي"), ("Koné", "كوني"), ("Ouattara", "وتارا"), ("Touré", "توري")),
        "CI",
        ("français", "dioula"),
    ),
    (
        (("Kadiatou", "كادياتو"), ("Hawa", "حواء"), ("Oumou", "أومو")),
        (("Alpha", "ألفا"), ("Amadou", "أمادو"), ("Sékou", "سيكو")),
        (("Camara", "كامارا"), ("Barry", "باري"), ("Bah", "باه"), ("Sylla", "سيلا")),
        "GN",
        ("pular", "français"),
    ),
    (
        (("Grace", "غريس"), ("Blessing", "بليسينغ"), ("Esther", "إستير")),
        (("Emmanuel", "إيمانويل"), ("Samuel", "صامويل"), ("Victor", "فيكتور")),
        (("Okafor", "أوكافور"), ("Eze", "إيزي"), ("Adeyemi", "أدييمي")),
        "NG",
        ("anglais",),
    ),
    (
        (("Clarisse", "كلاريس"), ("Solange", "سولانج"), ("Chantal", "شانتال")),
        (("Patrice", "باتريس"), ("Serge", "سيرج"), ("Hervé", "هيرفي")),
        (("Mbarga", "مبارغا"), ("Ngono", "نغونو"), ("Fotso", "فوتسو"), ("Kabongo", "كابونغو")),
        "CM",
        ("français", "anglais"),
    ),
    (
        (("Rasha", "رشا"), ("Hala", "هالة"), ("Samar", "سمر")),
        (("Khaled", "خالد"), ("Nizar", "نزار"), ("Bassel", "باسل")),
        (("Al-Hamwi", "الحموي"), ("Darwish", "درويش"), ("Qabbani", "قباني")),
        "SY",
        ("arabe",),
    ),
    (
        (("Ikhlas", "إخلاص"), ("Amna", "آمنة"), ("Salma", "سلمى")),
        (("Abdelrahman", "عبد الرحمن"), ("Osman", "عثمان"), ("Tarig", "طارق")),
        (("Elhassan", "الحسن"), ("Bashir", "بشير"), ("Idris", "إدريس")),
        "SD",
        ("arabe", "anglais"),
    ),
    (
        (("Fadma", "فاضمة"), ("Rkia", "رقية"), ("Khadija", "خديجة"), ("Naïma", "نعيمة")),
        (("Lahcen", "لحسن"), ("Brahim", "إبراهيم"), ("Mohamed", "محمد"), ("Hassan", "حسن")),
        (("Amzil", "أمزيل"), ("Aït Bella", "أيت بلا"), ("Oubihi", "أوبيهي"), ("El Idrissi", "الإدريسي")),
        "MA",
        ("tachelhit", "darija"),
    ),
)


def person(chance: Random, year: int) -> dict[str, Json]:
    """One fictitious adult as of that year, as `people.add_person` takes it."""
    women, men, families, country, languages = chance.choice(_ORIGINS)
    sex = "f" if chance.random() < 0.7 else "m"  # noqa: PLR2004 -- mothers come to the desk more often
    first, family = chance.choice(women if sex == "f" else men), chance.choice(families)
    return {
        "name": f"{first[0]} {family[0]}",
        "name_ar": f"{first[1]} {family[1]}",
        "sex": sex,
        "birth_year": str(year - chance.randint(18, 44)),
        "language": chance.choice(languages),
        "nationality": country,
    }


def agent(chance: Random) -> str:
    """The given name of a fictitious agent."""
    return chance.choice(("amina", "brahim", "hassan", "leila", "rachid", "zahra"))
