"""People who don't exist: names of many origins, in Latin and Arabic letters, for training and demonstration."""

from __future__ import annotations

from random import Random

from engine.core.events import Json
from engine.core.scenario import People

_Names = tuple[tuple[str, str], ...]

# (women, men, family names, country, languages spoken), each name as (Latin, Arabic).
_ORIGINS: tuple[tuple[_Names, _Names, _Names, str, tuple[str, ...]], ...] = (
    (
        (
            *(("Aminata", "أميناتا"), ("Fatou", "فاتو"), ("Mariama", "مارياما"), ("Awa", "أوا"), ("Ndeye", "نداي")),
            *(("Khady", "خادي"), ("Sokhna", "سخنة"), ("Astou", "أستو")),
        ),
        (("Mamadou", "مامادو"), ("Ousmane", "عثمان"), ("Cheikh", "الشيخ"), ("Ibrahima", "إبراهيما")),
        (
            *(("Diallo", "ديالو"), ("Ndiaye", "ندياي"), ("Sow", "صو"), ("Fall", "فال"), ("Diop", "ديوب")),
            *(("Gueye", "غاي"), ("Sarr", "سار"), ("Cissé", "سيسي")),
        ),
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
        (("Fanta", "فانتا"), ("Djeneba", "جنيبا"), ("Assitan", "أسيتان"), ("Nana", "نانا")),
        (("Bakary", "باكاري"), ("Madou", "مادو"), ("Lassana", "لاسانا")),
        (("Coulibaly", "كوليبالي"), ("Sissoko", "سيسوكو"), ("Dembélé", "ديمبيلي"), ("Diarra", "ديارا")),
        "ML",
        ("bambara", "français"),
    ),
    (
        (("Espérance", "إسبيرانس"), ("Ruth", "روث"), ("Béatrice", "بياتريس")),
        (("Dieudonné", "ديودوني"), ("Trésor", "تريزور"), ("Jonas", "جوناس")),
        (("Mukendi", "موكيندي"), ("Ilunga", "إيلونغا"), ("Kasongo", "كاسونغو")),
        "CD",
        ("lingala", "français"),
    ),
    (
        (("Rasha", "رشا"), ("Hala", "هالة"), ("Samar", "سمر")),
        (("Khaled", "خالد"), ("Bassel", "باسل"), ("Anas", "أنس")),
        (("Al-Hamwi", "الحموي"), ("Sabbagh", "صباغ"), ("Kassab", "كساب")),
        "SY",
        ("arabe",),
    ),
    (
        (("Arwa", "أروى"), ("Bushra", "بشرى"), ("Afrah", "أفراح")),
        (("Faisal", "فيصل"), ("Walid", "وليد"), ("Marwan", "مروان")),
        (("Al-Saqqaf", "السقاف"), ("Ba-Wazir", "باوزير"), ("Al-Haddad", "الحداد")),
        "YE",
        ("arabe",),
    ),
    (
        (("Shirin", "شيرين"), ("Nasrin", "نسرين"), ("Parvin", "بروين")),
        (("Rafiq", "رفيق"), ("Jamal", "جمال"), ("Shahin", "شاهين")),
        (("Miah", "ميا"), ("Sarkar", "سركار"), ("Howlader", "هاولادر")),
        "BD",
        ("bengali", "anglais"),
    ),
    (
        (("Maricel", "ماريسيل"), ("Jocelyn", "جوسلين"), ("Rowena", "روينا")),
        (("Rodel", "روديل"), ("Arnel", "أرنيل")),
        (("Santos", "سانتوس"), ("Dela Cruz", "ديلا كروز"), ("Manalo", "مانالو")),
        "PH",
        ("anglais", "tagalog"),
    ),
    (
        (("Ikhlas", "إخلاص"), ("Amna", "آمنة"), ("Salma", "سلمى")),
        (("Abdelrahman", "عبد الرحمن"), ("Osman", "عثمان"), ("Tarig", "طارق")),
        (("Elhassan", "الحسن"), ("Abbakar", "أبكر"), ("Hamdan", "حمدان")),
        "SD",
        ("arabe", "anglais"),
    ),
    (
        (
            *(("Fadma", "فاضمة"), ("Rkia", "رقية"), ("Khadija", "خديجة"), ("Naïma", "نعيمة"), ("Mina", "مينة")),
            *(("Zahra", "زهرة"), ("Aïcha", "عائشة"), ("Saadia", "سعدية"), ("Hafida", "حفيظة"), ("Ijja", "إجة")),
        ),
        (
            *(("Lahcen", "لحسن"), ("Brahim", "إبراهيم"), ("Mohamed", "محمد"), ("Hassan", "حسن"), ("Ali", "علي")),
            *(("Abdellah", "عبد الله"), ("Lhoussaine", "الحسين"), ("Mbark", "مبارك"), ("Omar", "عمر")),
        ),
        (
            *(("Amzil", "أمزيل"), ("Aït Bella", "أيت بلا"), ("Oubihi", "أوبيهي"), ("Ouahmane", "أوحمان")),
            *(("Id Bihi", "إد بيهي"), ("Bounouar", "بونوار"), ("Taleb", "الطالب"), ("Aguerd", "أكرد")),
            *(("Boulmane", "بولمان"), ("Azeroual", "أزروال"), ("Oussalah", "أوصلاح"), ("Tagount", "تاكونت")),
        ),
        "MA",
        ("tachelhit", "darija"),
    ),
)


_ANYBODY = People()
FAMOUS = frozenset(("Ousmane Sow", "Ibrahima Fall", "Cheikh Diop", "Mariam Koné", "Alpha Barry", "Aya Touré"))
"Borne by somebody well known: drawn again."

NOTES = (
    "Rappeler jeudi matin, la personne travaille l'après-midi.",
    "A préféré repasser avec sa sœur.",
    "Papiers vus, photocopies rendues.",
    "Le guichet était fermé : y retourner lundi.",
    "طلب الاتصال به مساء.",
    "Préfère qu'on lui parle en tachelhit.",
)
"What an agent jots down: practical, never a story."


def person(chance: Random, year: int, people: People = _ANYBODY) -> dict[str, Json]:
    """One fictitious adult as of that year, as `people.add_person` takes it; of whom such stories are told."""
    among = [each for each in _ORIGINS if not people.origins or each[3] in people.origins] or _ORIGINS
    women, men, families, country, languages = chance.choice(among)
    sex = "f" if chance.random() < 0.6 else "m"  # noqa: PLR2004 -- mothers come to the desk more often
    while True:
        first, family = chance.choice(women if sex == "f" else men), chance.choice(families)
        if f"{first[0]} {family[0]}" not in FAMOUS:
            break
    return {
        "name": f"{first[0]} {family[0]}",
        "name_ar": f"{first[1]} {family[1]}",
        "sex": sex,
        "birth_year": str(year - chance.randint(people.youngest, people.oldest)),
        "language": chance.choice(languages),
        "nationality": country,
    }


def agent(chance: Random) -> str:
    """The given name of a fictitious agent."""
    return chance.choice(("amina", "brahim", "hassan", "leila", "rachid", "zahra"))
