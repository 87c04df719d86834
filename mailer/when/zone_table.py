"""The names people, calendars and Windows give to time zones, and the IANA zone each stands for."""

# Letters after a time. Several zones: the person's own decides, else it is asked.
ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    key: tuple(zones.split())
    for keys, zones in (
        ("et est edt", "America/New_York"),
        ("ct cst cdt", "America/Chicago"),
        ("mt mst mdt", "America/Denver"),
        ("pt pst pdt", "America/Los_Angeles"),
        ("akst akdt akt", "America/Anchorage"),
        ("hst hast", "Pacific/Honolulu"),
        ("ast adt", "America/Halifax"),
        ("nst ndt", "America/St_Johns"),
        ("brt", "America/Sao_Paulo"),
        ("clt clst", "America/Santiago"),
        ("cot", "America/Bogota"),
        ("gmt", "Etc/GMT"),
        ("utc zulu", "Etc/UTC"),
        ("bst", "Europe/London"),
        ("ist", "Asia/Kolkata Europe/Dublin Asia/Jerusalem"),
        ("idt", "Asia/Jerusalem"),
        ("wet west", "Europe/Lisbon"),
        ("cet cest mez mesz", "Europe/Paris"),
        ("eet eest", "Europe/Athens"),
        ("msk", "Europe/Moscow"),
        ("trt", "Europe/Istanbul"),
        ("sast", "Africa/Johannesburg"),
        ("wat", "Africa/Lagos"),
        ("eat", "Africa/Nairobi"),
        ("cat", "Africa/Harare"),
        ("gst", "Asia/Dubai"),
        ("pkt", "Asia/Karachi"),
        ("npt", "Asia/Kathmandu"),
        ("sgt", "Asia/Singapore"),
        ("myt", "Asia/Kuala_Lumpur"),
        ("hkt", "Asia/Hong_Kong"),
        ("pht", "Asia/Manila"),
        ("wib", "Asia/Jakarta"),
        ("ict", "Asia/Bangkok"),
        ("jst", "Asia/Tokyo"),
        ("kst", "Asia/Seoul"),
        ("aet aest aedt", "Australia/Sydney"),
        ("act acst acdt", "Australia/Adelaide"),
        ("awst awt", "Australia/Perth"),
        ("nzt nzst nzdt", "Pacific/Auckland"),
    )
    for key in keys.split()
}
# Everyday words: a zone only in capitals.
SHY_ABBREVIATIONS = frozenset(["cat", "eat", "wat", "west", "wet", "act", "ct", "mt", "cot", "art", "gst", "ast"])
# The same letters on other continents: whoever lives there is asked.
RIVALS = {
    "est": ("Australia/", "Australia/Sydney"),
    "cst": ("Asia/", "Asia/Shanghai"),
    "pst": ("Asia/", "Asia/Manila"),
    "ast": ("Asia/", "Asia/Riyadh"),
    "bst": ("Asia/", "Asia/Dhaka"),
    "mst": ("Asia/", "Asia/Kuala_Lumpur"),
    "wst": ("Australia/", "Australia/Perth"),
}

# Offsets that are no whole hour belong to one zone each.
ODD_OFFSETS = {
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    390: "Asia/Yangon",
    570: "Australia/Darwin",
    525: "Australia/Eucla",
    -570: "Pacific/Marquesas",
}

_PLACES = """
America/New_York: eastern; us eastern; eastern us; east coast; us east coast; new york city; nyc; ny; boston; philadelphia; philly; washington dc; washington, d.c.; washington d.c.; dc; atlanta; miami; orlando; tampa; charlotte; raleigh; pittsburgh; baltimore; cleveland; columbus; cincinnati; florida; georgia; north carolina; massachusetts; new jersey; virginia; ohio; pennsylvania; connecticut; east coast us; buffalo; newark; stamford; princeton; jacksonville; montreal; ottawa; quebec
America/Chicago: central; us central; texas; dallas; houston; austin; san antonio; fort worth; minneapolis; st louis; st. louis; milwaukee; kansas city; new orleans; nashville; memphis; omaha; illinois; minnesota; wisconsin; iowa; missouri; louisiana; oklahoma; alabama
America/Denver: mountain; us & canada mountain; colorado; utah; salt lake city; boulder; albuquerque; new mexico; montana; wyoming
America/Phoenix: us mountain; arizona; scottsdale; tucson; tempe
America/Los_Angeles: pacific; us pacific; west coast; us west coast; pacific us; california; cali; la; sf; san francisco; bay area; silicon valley; san jose; san diego; sacramento; oakland; palo alto; mountain view; seattle; portland; oregon; nevada; las vegas; washington state
America/Anchorage: alaskan; alaska
Pacific/Honolulu: hawaiian; hawaii; hawaii-aleutian; aleutian
America/Halifax: atlantic; nova scotia; halifax
America/St_Johns: newfoundland
America/Toronto: ontario; toronto
America/Vancouver: british columbia; vancouver; victoria
America/Edmonton: alberta; calgary
America/Regina: canada central; saskatchewan
America/Indiana/Indianapolis: us eastern indiana; indiana; indianapolis
America/Detroit: michigan
America/Kentucky/Louisville: louisville
America/Puerto_Rico: puerto rico
America/Mexico_City: central mexico; mexico; guadalajara; monterrey
America/Guatemala: central america; guatemala
America/Bogota: sa pacific; colombia; bogotá; medellin
America/Lima: peru; lima
America/La_Paz: sa western; bolivia
America/Caracas: venezuela
America/Santiago: pacific sa; chile; santiago
America/Sao_Paulo: e south america; brazil; brasilia; brasília; são paulo; sao paulo; rio; rio de janeiro
America/Argentina/Buenos_Aires: argentina; buenos aires
America/Montevideo: uruguay; montevideo
America/Cayenne: sa eastern
America/Nuuk: greenland
Atlantic/Azores: azores
Atlantic/Reykjavik: greenwich; iceland
Atlantic/Canary: canary islands; canaries; tenerife
Europe/London: gmt standard time; uk; british; britain; england; scotland; wales; united kingdom; london; manchester; birmingham; leeds; bristol; edinburgh; glasgow; cardiff; liverpool; cambridge; oxford; sheffield; nottingham; newcastle; reading uk; western uk
Europe/Belfast: northern ireland
Europe/Dublin: ireland; irish; cork; galway; limerick
Europe/Lisbon: western european; portugal; porto; portuguese
Europe/Paris: romance; central european; central europe west; france; french; lyon; marseille; toulouse; nice; lille; nantes; european central
Europe/Berlin: w europe; germany; german; munich; münchen; hamburg; frankfurt; cologne; köln; düsseldorf; dusseldorf; stuttgart; leipzig
Europe/Madrid: spain; spanish; barcelona; valencia; seville; sevilla; malaga; bilbao
Europe/Rome: italy; italian; milan; milano; turin; bologna
Europe/Amsterdam: netherlands; the netherlands; holland; dutch; rotterdam; the hague; eindhoven; utrecht
Europe/Brussels: belgium; belgian; antwerp; ghent
Europe/Zurich: switzerland; swiss; zürich; geneva; genève; basel; bern; lausanne
Europe/Vienna: austria; austrian; wien; graz; salzburg
Europe/Budapest: central europe; hungary
Europe/Warsaw: poland; polish; krakow; kraków; wroclaw; wrocław; gdansk; gdańsk; poznan
Europe/Prague: czechia; czech; czech republic; brno
Europe/Copenhagen: denmark; danish; aarhus
Europe/Stockholm: sweden; swedish; gothenburg; malmö; malmo
Europe/Oslo: norway; norwegian; bergen
Europe/Helsinki: finland; finnish; espoo; tampere
Europe/Kyiv: fle; ukraine; kiev; lviv
Europe/Bucharest: gtb; romania; romanian; cluj
Europe/Chisinau: e europe; moldova
Europe/Athens: eastern european; greece; greek; thessaloniki
Europe/Sofia: bulgaria
Europe/Belgrade: serbia
Europe/Zagreb: croatia
Europe/Istanbul: turkey; turkish; türkiye; ankara
Europe/Moscow: russian; russia; st petersburg
Europe/Minsk: belarus
Africa/Casablanca: morocco
Africa/Lagos: w central africa; west africa; nigeria; abuja
Africa/Accra: ghana
Africa/Cairo: egypt
Africa/Johannesburg: south africa; south african; cape town; durban; pretoria
Africa/Nairobi: e africa; east africa; kenya
Asia/Beirut: middle east; lebanon
Asia/Jerusalem: israel; israeli; tel aviv
Asia/Amman: jordan
Asia/Riyadh: arab; saudi; saudi arabia; jeddah; kuwait
Asia/Qatar: qatar; doha
Asia/Dubai: arabian; gulf; uae; abu dhabi; emirates
Asia/Baghdad: arabic; iraq
Asia/Tehran: iran
Asia/Karachi: pakistan; lahore; islamabad
Asia/Tashkent: west asia; uzbekistan
Asia/Kolkata: india; indian; mumbai; bombay; delhi; new delhi; bangalore; bengaluru; hyderabad; chennai; pune; kolkata; gurgaon; gurugram; noida; ahmedabad; kochi
Asia/Colombo: sri lanka
Asia/Kathmandu: nepal
Asia/Dhaka: bangladesh
Asia/Almaty: central asia; kazakhstan
Asia/Yangon: myanmar
Asia/Bangkok: se asia; thailand; thai; indochina
Asia/Ho_Chi_Minh: vietnam; hanoi; saigon; ho chi minh city
Asia/Jakarta: indonesia; western indonesia
Asia/Kuala_Lumpur: malaysia; kl
Asia/Singapore: singapore; malay peninsula
Asia/Manila: philippines; philippine; cebu
Asia/Hong_Kong: hong kong; hk
Asia/Shanghai: china; chinese; beijing; shenzhen; guangzhou; hangzhou
Asia/Taipei: taiwan
Asia/Tokyo: tokyo; japan; japanese; osaka; kyoto
Asia/Seoul: korea; korean; south korea
Australia/Sydney: aus eastern; australian eastern; canberra; nsw; new south wales; aedt; wollongong
Australia/Melbourne: melbourne; victoria australia
Australia/Brisbane: e australia; queensland; gold coast
Australia/Adelaide: cen australia; south australia; australian central
Australia/Darwin: aus central; northern territory
Australia/Perth: w australia; australian western; western australia
Australia/Hobart: tasmania
Pacific/Auckland: new zealand; nz; wellington; christchurch
Etc/GMT: greenwich mean; gmt
Etc/UTC: coordinated universal; utc; universal; universal coordinated
"""
PLACES: dict[str, str] = {
    name.strip(): zone
    for line in _PLACES.strip().splitlines()
    for zone, _, names in [line.partition(": ")]
    for name in names.split(";")
}
# Bands that need no "time" after them: "2pm Eastern".
BANDS = frozenset({"eastern", "central", "mountain", "pacific", "east coast", "west coast", "uk"})
# Places that are people as well: a zone only with "time" behind them.
PERSONAL = frozenset(
    [
        "nice",
        "reading",
        "austin",
        "dallas",
        "charlotte",
        "georgia",
        "virginia",
        "victoria",
        "jordan",
        "columbus",
        "florence",
        "sofia",
        "paris",
        "chelsea",
        "madison",
        "sydney",
        "cleveland",
        "orlando",
        "houston",
        "phoenix",
        "adelaide",
        "wellington",
        "santiago",
        "lima",
        "chad",
        "israel",
        "ireland",
        "lincoln",
        "raleigh",
        "cork",
        "melbourne",
        "la",
        "rio",
        "chester",
        "lance",
        "lisbon",
        "vienna",
        "milan",
        "london's",
    ]
)
# Countries and words with more than one clock, and words that stand before "time" without naming a place.
MANY_CLOCKS = frozenset(
    [
        "us",
        "usa",
        "american",
        "america",
        "canada",
        "canadian",
        "australia",
        "australian",
        "russia",
        "european",
        "europe",
    ]
)
NO_PLACE = frozenset(
    [
        "this",
        "that",
        "same",
        "any",
        "some",
        "what",
        "which",
        "good",
        "long",
        "short",
        "of",
        "the",
        "a",
        "an",
        "at",
        "start",
        "end",
        "next",
        "last",
        "first",
        "full",
        "part",
        "real",
        "meeting",
        "interview",
        "call",
        "arrival",
        "dinner",
        "lunch",
        "tea",
        "break",
        "bed",
        "play",
        "day",
        "night",
        "more",
        "enough",
        "time",
        "over",
        "run",
        "one",
        "every",
        "each",
        "all",
        "no",
        "spare",
        "free",
        "exact",
        "new",
        "on",
        "in",
    ]
)
