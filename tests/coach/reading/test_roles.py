"""Jobs and firms, whole or not at all."""

import re

import pytest

from mailer.coach.model import Known
from mailer.coach.reading.company import company, role
from mailer.coach.reading.judge import Mention

WHOLE = [
    (
        "Class 1 driver at Marlow Haulage. Reversing test went fine.",
        "Class 1 driver",
        "Marlow Haulage",
    ),
    (
        "Interview for chef de partie at The Gilded Perch this morning.",
        "chef de partie",
        "The Gilded Perch",
    ),
    (
        "I interviewed for a children and families social worker job with Dunmore Council.",
        "children and families social worker",
        "Dunmore Council",
    ),
    (
        "had an interview for reach truck driver at bexton foods today",
        "reach truck driver",
        "Bexton Foods",
    ),
    (
        "The inside sales rep role at Corvane went ok, I froze on objections.",
        "inside sales rep",
        "Corvane",
    ),
    (
        "Nimbuline for QA engineer position. Forgot what a flaky test is.",
        "QA engineer",
        "Nimbuline",
    ),
    (
        "Oakway Support support worker interview, two ladies asked about safeguarding.",
        "support worker",
        "Oakway Support",
    ),
    (
        "Interview at St Brendan's, Year 4 teacher. The lesson overran.",
        "Year 4 teacher",
        "St Brendan's",
    ),
    (
        "Staff nurse band 5 at Harrow General. Blanked on the drug calculation.",
        "Staff nurse band 5",
        "Harrow General",
    ),
    (
        "Applied for a band 6 sister post at Tolworth Hospital and they saw me today.",
        "band 6 sister",
        "Tolworth Hospital",
    ),
    (
        "I had my interview at Sainsbury's today for night shift team leader.",
        "night shift team leader",
        "Sainsbury's",
    ),
    (
        "McDonald's, crew trainer, with the store manager. I was late.",
        "crew trainer",
        "McDonald's",
    ),
    (
        "Went to Acme's warehouse for the forklift operator interview.",
        "forklift operator",
        "Acme",
    ),
    (
        "- Pelham & Rowe\n- trainee legal secretary\n- typing test was bad",
        "trainee legal secretary",
        "Pelham & Rowe",
    ),
    (
        "Second line support analyst job with Tarnbrook. I rambled about DNS.",
        "Second line support analyst",
        "Tarnbrook",
    ),
    (
        "interviewed as a part-time pharmacy dispenser with Wellby Chemist",
        "part-time pharmacy dispenser",
        "Wellby Chemist",
    ),
    (
        "Interview for head of year at Larkfield Academy. Stumbled on data.",
        "head of year",
        "Larkfield Academy",
    ),
    (
        "Health and safety officer at Grantley Steel, the panel was three people.",
        "Health and safety officer",
        "Grantley Steel",
    ),
    (
        "I went for the food and beverage assistant position at the Corrib Hotel.",
        "food and beverage assistant",
        "Corrib Hotel",
    ),
    (
        "Software Engineer II at Veltro. Got the complexity wrong.",
        "Software Engineer II",
        "Veltro",
    ),
    (
        "Senior Java developer role at Lumenfold, whiteboard was messy.",
        "Senior Java developer",
        "Lumenfold",
    ),
    (
        "hgv class 2 driver job with stonebridge logistics, forgot my tacho card",
        "hgv class 2 driver",
        "Stonebridge Logistics",
    ),
    (
        "Interview for early years practitioner level 3 at Acorn Nursery.",
        "early years practitioner level 3",
        "Acorn Nursery",
    ),
    (
        "Just out of a trial shift as a commis chef at Bistro Lune.",
        "commis chef",
        "Bistro Lune",
    ),
    (
        "Orla Dental, dental nurse, with Dr Hayes. I mixed up the charting.",
        "dental nurse",
        "Orla Dental",
    ),
    (
        "Interviewed for nurse in charge at Beech House care home.",
        "nurse in charge",
        "Beech House",
    ),
    (
        "I had a video call for the teacher of maths post at Holt Grammar School.",
        "teacher of maths",
        "Holt Grammar School",
    ),
    (
        "Assistant store manager interview at Fenwick Sports went well until figures.",
        "Assistant store manager",
        "Fenwick Sports",
    ),
    (
        "the kitchen porter job at rosso pizzeria, i dropped a tray",
        "kitchen porter",
        "Rosso Pizzeria",
    ),
    (
        "Interview with Calder Water as a graduate civil engineer.",
        "graduate civil engineer",
        "Calder Water",
    ),
    (
        "Had my 1st line support technician interview at Brightwire.",
        "1st line support technician",
        "Brightwire",
    ),
    (
        "Customer service adviser - Northgate Energy. I talked over her.",
        "Customer service adviser",
        "Northgate Energy",
    ),
    (
        "Interview for learning and development coordinator at Sutter Group.",
        "learning and development coordinator",
        "Sutter Group",
    ),
    (
        "i went for delivery driver at parcelway and i was ten minutes late",
        "delivery driver",
        "Parcelway",
    ),
    (
        "Spoke to Meridale Bank for the anti-money laundering analyst role.",
        "anti-money laundering analyst",
        "Meridale Bank",
    ),
    (
        "Interview as a children's nurse at Ashby Hospital.",
        "children's nurse",
        "Ashby Hospital",
    ),
    (
        "Key stage 2 teaching assistant at Millbrook Primary. I swore once.",
        "Key stage 2 teaching assistant",
        "Millbrook Primary",
    ),
    (
        "Role: veterinary receptionist\nCompany: Pawsley Vets\nI forgot to bring my references.",
        "veterinary receptionist",
        "Pawsley Vets",
    ),
    (
        "Position of finance business partner at Rothmere plc. Case went badly.",
        "finance business partner",
        "Rothmere plc",
    ),
    (
        "Today's interview was for a mobile plant fitter with Garrick Plant Hire.",
        "mobile plant fitter",
        "Garrick Plant Hire",
    ),
    (
        "My interview at Nando's for grill cook was quick.",
        "grill cook",
        "Nando's",
    ),
    (
        "Sous chef job at Harbour Kitchen. I burnt the sauce on the trial.",
        "Sous chef",
        "Harbour Kitchen",
    ),
    (
        "data engineer interview with Quantiva, forgot window functions",
        "data engineer",
        "Quantiva",
    ),
    (
        "I interviewed at Pinewell Homes for site manager.",
        "site manager",
        "Pinewell Homes",
    ),
    (
        "Interview for 7.5 tonne driver at Keel Freight.",
        "7.5 tonne driver",
        "Keel Freight",
    ),
    (
        "C++ developer at Orbital Forge, missed the off by one error.",
        "C++ developer",
        "Orbital Forge",
    ),
    (
        "Interview for the post of director of nursing at St Anselm's.",
        "director of nursing",
        "St Anselm's",
    ),
    (
        "Thornby Council, housing and homelessness officer, over Teams.",
        "housing and homelessness officer",
        "Thornby Council",
    ),
    (
        "call handler job with swift rescue and i went blank on the map question",
        "call handler",
        "Swift Rescue",
    ),
    (
        "I was seen by Lantern Care for a live-in carer role.",
        "live-in carer",
        "Lantern Care",
    ),
    (
        "They interviewed me for machine operator at Dexo Plastics.",
        "machine operator",
        "Dexo Plastics",
    ),
    (
        "Junior product designer at Fable. Portfolio talk was too long.",
        "Junior product designer",
        "Fable",
    ),
    (
        "Had the panel for consultant psychiatrist at Mersey Trust.",
        "consultant psychiatrist",
        "Mersey Trust",
    ),
    (
        "Interview for prison officer at HMP Garrow. I contradicted myself.",
        "prison officer",
        "HMP Garrow",
    ),
    (
        "* Company - Tilden Air\n* Role - cabin crew member\n* froze on the scenario",
        "cabin crew member",
        "Tilden Air",
    ),
    (
        "electrical maintenance technician interview at Boxwell today, wrong voltage",
        "electrical maintenance technician",
        "Boxwell",
    ),
    (
        "Interview for special educational needs teaching assistant at Hazel School.",
        "special educational needs teaching assistant",
        "Hazel School",
    ),
    (
        "Met Ruth at Vale Solicitors about the paralegal vacancy, knocked over my water.",
        "paralegal",
        "Vale Solicitors",
    ),
    (
        "Interviewed for Spanish teacher at Linden College, talked too fast.",
        "Spanish teacher",
        "Linden College",
    ),
    (
        "Zentra for graduate analyst programme. I had no questions.",
        "graduate analyst",
        "Zentra",
    ),
    (
        "interview for cleaner at the leisure centre, lady was nice, i said um a lot",
        "cleaner",
        None,
    ),
    (
        "Bus driver interview with Metroline North. I swore at a cyclist in the test drive.",
        "Bus driver",
        "Metroline North",
    ),
    (
        "Trainee train driver at Northmoor Rail and I failed the reaction test.",
        "Trainee train driver",
        "Northmoor Rail",
    ),
    (
        "Just finished with Halden for the site reliability engineer position, forgot TCP.",
        "site reliability engineer",
        "Halden",
    ),
    (
        "Interview for SEN teaching assistant at St Brigid's school went badly.",
        "SEN teaching assistant",
        "St Brigid's",
    ),
    (
        "Lloyd's pharmacy assistant interview.",
        "pharmacy assistant",
        "Lloyd's",
    ),
    (
        "Interview at the Thistle Arms for bar and waiting staff. I dropped a glass.",
        "bar and waiting staff",
        "Thistle Arms",
    ),
    (
        "i had interview as night care assistant in Rosedene, i came late",
        "night care assistant",
        "Rosedene",
    ),
    (
        "Debrief: Korval, senior site manager. Bad answer on snagging.",
        "senior site manager",
        "Korval",
    ),
    (
        "Applied for deputy head of sixth form at Marsh Lane College; the data task sank me.",
        "deputy head of sixth form",
        "Marsh Lane College",
    ),
    (
        "My interview for maths and computing teacher at Elmfield went off topic.",
        "maths and computing teacher",
        "Elmfield",
    ),
    (
        "It was for the assistant site caretaker role. I rambled.",
        "assistant site caretaker",
        None,
    ),
    (
        "interview with tolman and sons for apprentice plumber. turned up in trainers",
        "apprentice plumber",
        "Tolman and Sons",
    ),
    (
        "Interviewed today for an occupational therapist band 6 at Craven NHS Trust.",
        "occupational therapist band 6",
        "Craven NHS Trust",
    ),
    (
        "Business analyst interview, Harbinger Life, two people on Teams.",
        "Business analyst",
        "Harbinger Life",
    ),
    (
        "Just had the second interview for claims handler at Ardent Insurance.",
        "claims handler",
        "Ardent Insurance",
    ),
    (
        "I went for the mechanical design engineer role at Truax Pumps.",
        "mechanical design engineer",
        "Truax Pumps",
    ),
    (
        "Cleaning supervisor at Wendy's. I told her I hated mopping.",
        "Cleaning supervisor",
        "Wendy's",
    ),
    (
        "Had an interview for a Class 2 driver with Bragg Brothers.",
        "Class 2 driver",
        "Bragg Brothers",
    ),
    (
        "Sales and marketing executive at Polden Homes, presentation overran.",
        "Sales and marketing executive",
        "Polden Homes",
    ),
    (
        "Interview was for a dog groomer at Paws & Claws. Cut a nail.",
        "dog groomer",
        "Paws & Claws",
    ),
    (
        "Dobbin's manager interviewed me for stable hand, I was nervous.",
        "stable hand",
        "Dobbin",
    ),
    (
        "Interview for the maternity cover HR adviser post at Selby Foods.",
        "maternity cover HR adviser",
        "Selby Foods",
    ),
    (
        "finished the aldergate school interview for lunchtime supervisor, forgot safeguarding",
        "lunchtime supervisor",
        "Aldergate School",
    ),
    (
        "Ward clerk, St Columba's, panel of two. I went blank on data protection.",
        "Ward clerk",
        "St Columba's",
    ),
    (
        "Interview at Domino's for delivery driver, I parked on the owner's spot.",
        "delivery driver",
        "Domino's",
    ),
    (
        "ML engineer at Perigon. Could not explain dropout.",
        "ML engineer",
        "Perigon",
    ),
    (
        "Got interviewed by Kelso Farms for a seasonal fruit picker job.",
        "seasonal fruit picker",
        "Kelso Farms",
    ),
    (
        "Interview for head of people and culture at Brightsea.",
        "head of people and culture",
        "Brightsea",
    ),
    (
        "maître d' interview at Chez Albin. I mispronounced the wine.",
        "maître d'",
        "Chez Albin",
    ),
    (
        "Interview for a registered mental health nurse at Willowbank Hospital.",
        "registered mental health nurse",
        "Willowbank Hospital",
    ),
    (
        "Nervous. Interview for Lidl warehouse operative. I froze.",
        "warehouse operative",
        "Lidl",
    ),
    (
        "Interviewed for post of school business manager, Thorn Primary School.",
        "school business manager",
        "Thorn Primary School",
    ),
    (
        "1. Company: Ellery Glass\n2. Job: CNC setter operator\n3. Got the tolerance wrong",
        "CNC setter operator",
        "Ellery Glass",
    ),
    (
        "Interview for admin and finance assistant with Larch Housing. The typing test was poor.",
        "admin and finance assistant",
        "Larch Housing",
    ),
    (
        "i was interviewed for the job of security guard at mallory centre, i forgot my licence",
        "security guard",
        "Mallory Centre",
    ),
    (
        "Interview for hotel night porter at The Wexley.",
        "hotel night porter",
        "The Wexley",
    ),
    (
        "Levens Trust for community outreach worker role. Talked too long.",
        "community outreach worker",
        "Levens Trust",
    ),
    (
        "Product manager role, Fintrail. I guessed the market size.",
        "Product manager",
        "Fintrail",
    ),
    (
        "the mrs at Hollow Farm said come back. tractor driver job. stalled it twice.",
        "tractor driver",
        "Hollow Farm",
    ),
    (
        "Lead teacher of English at Kingsway Academy.",
        "Lead teacher of English",
        "Kingsway Academy",
    ),
    (
        "Customer success manager @ Plumio - I bad-mouthed my last boss.",
        "Customer success manager",
        "Plumio",
    ),
    (
        "Interview for early career research fellow at the University of Tarn.",
        "early career research fellow",
        "University of Tarn",
    ),
    (
        "Trial as line cook at Ember. Overcooked the hake.",
        "line cook",
        "Ember",
    ),
    (
        "I have interview for aged care worker in Melba Lodge yesterday.",
        "aged care worker",
        "Melba Lodge",
    ),
]


def mention(text: str, sort: str, name: str, certainty: float = 0.9) -> list[Mention]:
    found = re.search(rf"(?<!\w){re.escape(name)}", text, re.IGNORECASE)
    return [Mention(sort, found.start(), found.end(), certainty)] if found else []


def last_word(name: str) -> str:
    """Return the word that says what somebody is: the worst part to be left with but for the first."""
    return re.sub(r" (?:de \w+|of .*|in charge|band \d|level \d|II)$", "", name).split()[-1]


@pytest.mark.parametrize(("text", "job", "firm"), WHOLE)
def test_the_whole_job_is_told_where_all_of_it_was_found(text: str, job: str, firm: str | None) -> None:
    """A job that was found whole stays as it is, whatever stands beside it."""
    assert role(text, [*mention(text, "role", job), *mention(text, "company", firm or "?")], Known()) == job


@pytest.mark.parametrize(("text", "job", "firm"), WHOLE)
def test_the_whole_job_is_told_where_its_last_word_was_found(text: str, job: str, firm: str | None) -> None:
    """Reach truck driver is not cut down to driver."""
    named = re.search(re.escape(job), text, re.IGNORECASE)
    assert named
    at = text.casefold().find(last_word(job).casefold(), named.start())
    found = [Mention("role", at, at + len(last_word(job)), 0.9), *mention(text, "company", firm or "?")]
    assert role(text, found, Known()) == job


@pytest.mark.parametrize(("text", "job", "firm"), [case for case in WHOLE if case[2]])
def test_the_firm_ends_where_the_job_begins(text: str, job: str, firm: str) -> None:
    """The firm is told without the job, with the possessive that is its own and without any other."""
    found = [*mention(text, "role", job), *mention(text, "company", firm)]
    assert company(text, found, Known()) == firm


@pytest.mark.parametrize(
    ("text", "tagged", "firm"),
    [
        ("Nimbuline for QA engineer position.", "Nimbuline for QA", "Nimbuline"),
        ("Interview at St Brendan's school.", "St Brendan", "St Brendan's"),
        ("Interview at Sainsbury's, two hours.", "Sainsbury", "Sainsbury's"),
        ("I saw Acme's warehouse first.", "Acme's", "Acme"),
        ("My Dobbin's interview went well.", "Dobbin", "Dobbin's"),
        ("Interview at the Centre for Ageing.", "Ageing", "Centre for Ageing"),
        ("Interview at Department for Rural Transport.", "for Rural Transport", "Department for Rural Transport"),
        ("St Audrey's Hospital for Band 5 post.", "St Audrey's Hospital for Band 5", "St Audrey's Hospital"),
        ("Then I sat in A&E for an hour.", "&E", None),
        ("interview with tolman and sons today", "sons", "Tolman and Sons"),
        ("Interview at The Wexley today.", "Wexley", "The Wexley"),
        ("Oakway Support support worker interview.", "Oakway", "Oakway Support"),
    ],
)
def test_a_firm_found_in_part_is_made_whole(text: str, tagged: str, firm: str | None) -> None:
    """Half a firm's name, or a name with the job stuck to it, is put right."""
    assert company(text, mention(text, "company", tagged), Known()) == firm


@pytest.mark.parametrize(
    ("text", "tagged"),
    [
        ("They wanted a chef de. I froze.", "chef de"),
        ("Talked about volunteers and rotas.", "volunteers"),
        ("The ward manager asked about falls.", "ward manager"),
        ("Dobbin's manager interviewed me.", "manager"),
        ("We did the of thing.", "of"),
        ("There were 2 drivers before me.", "2"),
        ("I went to the depot with Mick.", "depot"),
    ],
)
def test_a_broken_job_is_not_told(text: str, tagged: str) -> None:
    """No job is better than half of one, or than the interviewer's own."""
    assert role(text, mention(text, "role", tagged), Known()) is None


def test_the_firms_words_are_not_the_jobs() -> None:
    """The care home's name does not become part of the job."""
    text = "Oakway Support support worker interview."
    found = [*mention(text, "company", "Oakway"), *mention(text, "role", "Support support worker")]
    assert (company(text, found, Known()), role(text, found, Known())) == ("Oakway Support", "support worker")


def test_a_level_in_brackets_belongs_to_the_job() -> None:
    """An occupational therapist (band 6) is told with the band."""
    text = "Interviewed for an occupational therapist (band 6) at Craven Trust."
    assert role(text, mention(text, "role", "therapist"), Known()) == "occupational therapist band 6"


def test_a_lone_name_after_with_is_no_firm() -> None:
    """An interview with Graham was not at a firm called Graham."""
    text = "Porter interview with Graham, it was short."
    assert company(text, mention(text, "role", "Porter"), Known()) is None


def test_two_people_in_the_room_are_not_one_job() -> None:
    """The manager and the sales rep who sat there are not a job called manager and sales rep."""
    text = "Then the manager and sales rep role play came."
    assert role(text, mention(text, "role", "sales rep"), Known()) == "sales rep"


@pytest.mark.parametrize(
    ("text", "job", "wanted"),
    [
        ("Good chat. The plant manager, Ms. Grady, showed me the line.", "plant manager", None),
        ("Ruth Vale (the branch manager) was kind.", "branch manager", None),
        ("For the plant manager job. The plant manager, Ms. Grady, showed me the line.", "plant manager", "plant manager"),
        ("Sous chef at Harbour Kitchen, she was the sous chef before.", "Sous chef", "Sous chef"),
    ],
)  # fmt: skip
def test_what_somebody_there_is_called_is_not_my_job(text: str, job: str, wanted: str | None) -> None:
    """Ms. Grady is the plant manager; I did not apply for her job."""
    tagged = [Mention("role", text.index(job), text.index(job) + len(job), 0.9)]
    assert role(text, tagged, Known()) == wanted


@pytest.mark.parametrize(
    ("text", "firm", "wanted"),
    [
        ("it was at the branch library and it went ok", "branch library", None),
        ("radiographer, private hospital group, two people", "private hospital group", None),
        ("cleaner at city hospital", "city hospital", "City Hospital"),
        ("Interview at Branch Library Ltd.", "Branch Library Ltd", "Branch Library Ltd"),
    ],
)
def test_what_sort_of_place_it_is_names_no_firm(text: str, firm: str, wanted: str | None) -> None:
    """The branch library is where I was, and no name."""
    tagged = [Mention("company", text.index(firm), text.index(firm) + len(firm), 0.9)]
    assert company(text, tagged, Known()) == wanted
