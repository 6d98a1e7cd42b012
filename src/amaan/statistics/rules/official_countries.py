"""Which names count as a country or a nationality in an official file?

Short names of the United Nations list (M49) with the older short forms that files still use, and
the nationality as English writes it. A name that is not here is set aside by quarantine and listed:
add it here after a look.
"""

# One country a line: names | nationalities; several of either are parted by a semicolon.
LIST = """
Afghanistan|Afghan
Albania|Albanian
Algeria|Algerian
Andorra|Andorran
Angola|Angolan
Antigua and Barbuda|Antiguan
Argentina|Argentine;Argentinian
Armenia|Armenian
Australia|Australian
Austria|Austrian
Azerbaijan|Azerbaijani
Bahamas|Bahamian
Bahrain|Bahraini
Bangladesh|Bangladeshi
Barbados|Barbadian
Belarus|Belarusian
Belgium|Belgian
Belize|Belizean
Benin|Beninese
Bhutan|Bhutanese
Bolivia (Plurinational State of);Bolivia|Bolivian
Bosnia and Herzegovina|Bosnian
Botswana|Botswanan
Brazil|Brazilian
Brunei Darussalam|Bruneian
Bulgaria|Bulgarian
Burkina Faso|Burkinabe
Burundi|Burundian
Cabo Verde|Cabo Verdean
Cambodia|Cambodian
Cameroon|Cameroonian
Canada|Canadian
Central African Republic|Central African
Chad|Chadian
Chile|Chilean
China|Chinese
China, Hong Kong Special Administrative Region|
China, Macao Special Administrative Region|
Colombia|Colombian
Comoros|Comorian
Congo|Congolese
Costa Rica|Costa Rican
Côte d'Ivoire;Côte d’Ivoire|Ivorian
Croatia|Croatian
Cuba|Cuban
Cyprus|Cypriot
Czechia|Czech
Democratic People's Republic of Korea|
Democratic Republic of the Congo|
Denmark|Danish
Djibouti|Djiboutian
Dominica|
Dominican Republic|Dominican
Ecuador|Ecuadorian
Egypt|Egyptian
El Salvador|Salvadoran
Equatorial Guinea|Equatorial Guinean
Eritrea|Eritrean
Estonia|Estonian
Eswatini|Swazi
Ethiopia|Ethiopian
Fiji|Fijian
Finland|Finnish
France|French
Gabon|Gabonese
Gambia|Gambian
Georgia|Georgian
Germany|German
Ghana|Ghanaian
Greece|Greek
Grenada|Grenadian
Guatemala|Guatemalan
Guinea|Guinean
Guinea-Bissau|
Guyana|Guyanese
Haiti|Haitian
Honduras|Honduran
Hungary|Hungarian
Iceland|Icelandic
India|Indian
Indonesia|Indonesian
Iran (Islamic Republic of);Iran|Iranian
Iraq|Iraqi
Ireland|Irish
Israel|Israeli
Italy|Italian
Jamaica|Jamaican
Japan|Japanese
Jordan|Jordanian
Kazakhstan|Kazakh;Kazakhstani
Kenya|Kenyan
Kiribati|
Kuwait|Kuwaiti
Kyrgyzstan|Kyrgyz
Lao People's Democratic Republic|Lao
Latvia|Latvian
Lebanon|Lebanese
Lesotho|
Liberia|Liberian
Libya|Libyan
Liechtenstein|
Lithuania|Lithuanian
Luxembourg|Luxembourgish
Madagascar|Malagasy
Malawi|Malawian
Malaysia|Malaysian
Maldives|Maldivian
Mali|Malian
Malta|Maltese
Marshall Islands|Marshallese
Mauritania|Mauritanian
Mauritius|Mauritian
Mexico|Mexican
Micronesia (Federated States of)|Micronesian
Monaco|
Mongolia|Mongolian
Montenegro|Montenegrin
Morocco|Moroccan
Mozambique|Mozambican
Myanmar|Burmese
Namibia|Namibian
Nauru|
Nepal|Nepali;Nepalese
Netherlands;Netherlands (Kingdom of the)|Dutch
New Zealand|New Zealander
Nicaragua|Nicaraguan
Niger|Nigerien
Nigeria|Nigerian
North Macedonia|Macedonian
Norway|Norwegian
Oman|Omani
Pakistan|Pakistani
Palau|Palauan
Panama|Panamanian
Papua New Guinea|Papua New Guinean
Paraguay|Paraguayan
Peru|Peruvian
Philippines|Filipino
Poland|Polish
Portugal|Portuguese
Qatar|Qatari
Republic of Korea|Korean;South Korean
Republic of Moldova|Moldovan
Romania|Romanian
Russian Federation|Russian
Rwanda|Rwandan
Saint Kitts and Nevis|
Saint Lucia|Saint Lucian
Saint Vincent and the Grenadines|Vincentian
Samoa|Samoan
San Marino|
Sao Tome and Principe|
Saudi Arabia|Saudi
Senegal|Senegalese
Serbia|Serbian
Seychelles|Seychellois
Sierra Leone|Sierra Leonean
Singapore|Singaporean
Slovakia|Slovak
Slovenia|Slovenian
Solomon Islands|Solomon Islander
Somalia|Somali
South Africa|South African
South Sudan|South Sudanese
Spain|Spanish
Sri Lanka|Sri Lankan
State of Palestine|Palestinian
Sudan|Sudanese
Suriname|Surinamese
Sweden|Swedish
Switzerland|Swiss
Syrian Arab Republic|Syrian
Tajikistan|Tajik
Thailand|Thai
Timor-Leste|Timorese
Togo|Togolese
Tonga|Tongan
Trinidad and Tobago|Trinidadian
Tunisia|Tunisian
Türkiye;Turkey|Turkish
Turkmenistan|Turkmen
Tuvalu|
Uganda|Ugandan
Ukraine|Ukrainian
United Arab Emirates|Emirati
United Kingdom of Great Britain and Northern Ireland;United Kingdom|British
United Republic of Tanzania|Tanzanian
United States of America|American
Uruguay|Uruguayan
Uzbekistan|Uzbek;Uzbekistani
Vanuatu|
Venezuela (Bolivarian Republic of);Venezuela|Venezuelan
Viet Nam|Vietnamese
Yemen|Yemeni
Zambia|Zambian
Zimbabwe|Zimbabwean
"""


def names_at(place: int) -> frozenset[str]:
    lines = LIST.strip().splitlines()
    return frozenset(name for line in lines for name in line.split("|")[place].split(";") if name)


COUNTRIES = names_at(0)
NATIONALITIES = names_at(1)
