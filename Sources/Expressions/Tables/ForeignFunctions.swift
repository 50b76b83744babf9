import SourceText

/// What functions of other languages are in Architect.
///
/// Written by hand from the names that spreadsheets, SQL, ECMAScript, C#, Java, Python, Visual Basic and PureConnect have for
/// what a function of Architect does. What is no name says how the same is written.
enum ForeignFunctions {
  /// The names in Architect by the foreign ones in lower case.
  static let names: [String: [String]] = Dictionary(
    table.split(separator: "\n").flatMap { line in
      let sides = line.split(separator: "=", maxSplits: 1)
      let own = sides[1].split(separator: "|").map(\.trimmed)
      return sides[0].split(separator: " ").map { (String($0), own) }
    }, uniquingKeysWith: { first, _ in first })

  /// What is sure to exist, and does the same, in place of functions that are known from hearsay only.
  static let sure = [
    "ToLower": "Lower", "IndexOf": "FindString", "IsEmpty": "IsNotSetOrEmpty, for collections Count,",
    "Not": "the operator !", "MakePhoneNumber": "ToPhoneNumber", "ToDate": "ToDateTime", "MakeDate": "MakeDateTime",
    "MakeTime": "MakeDateTime", "AddSeconds": "an addition of MakeDuration", "AddDuration": "the operator +",
    "FindUser": "FindUserById", "FindSkillById": "FindSkill", "FindScheduleGroup": "ToScheduleGroup",
    "Average": "Sum, divided by Count,", "Mean": "Sum, divided by Count,", "ToBool": "a comparison with a text",
    "ToBoolean": "a comparison with a text", "ToAudioDateTime": "ToAudioDate",
  ]

  private static let table = """
    append_text concat concatenate concatstring concatstrings joinstrings strcat stringconcat textjoin = Append
    join joinlist stringjoin implode listagg = ToString(list, separator)
    len length_of lengthof stringlength strlen textlength charlength char_length = Length
    size = Length | Count
    listlength arraylength countitems itemcount counta cardinality = Count
    mid midstr substr substring_index slice strsub textmid subtext = Substring
    leftstr leftstring strleft = Left
    rightstr rightstring strright = Right
    touppercase uppercase ucase strtoupper upcase toupperinvariant = Upper
    tolowercase lowercase lcase strtolower downcase tolowerinvariant casefold = Lower
    includes strcontains stringcontains containsstring has instring like = Contains
    indexofstring instr charindex strpos position search findtext locate = FindString
    beginswith hasprefix startwith = Left(text, count) == start
    endwith hassuffix = Right(text, count) == end
    replaceall substitute strreplace stringreplace regexreplace regexp_replace gsub translate = Replace
    explode splitstring stringsplit strsplit tokenize string_split = Split
    ltrim rtrim strip trimall trimstart trimend trimleft trimright btrim = Trim
    tonumber number parsenumber val value cnum numeric = ToInt | ToDecimal
    tointeger int integer parseint cint clng int32 int64 parseinteger strtoint stringtoint toint32 toint64 tolong = ToInt
    todouble tofloat float double parsefloat parsedouble cdbl cdec tomoney strtodecimal stringtodecimal = ToDecimal
    tostr str string cstr tochar to_char totext text stringify tojsonstring = ToString
    bool boolean cbool parsebool parseboolean tobit = ToBool
    isnull isnone isnil isundefined isunset isnotset notset = !IsSet(value)
    isblank isnullorempty isnullorwhitespace = IsNotSetOrEmpty
    isnotempty isnotnull isnotblank isnotnullorempty hasvalue isnotnone exists = !IsNotSetOrEmpty(value)
    coalesce nvl ifnull ifnone ifempty isnullor nullif default getordefault firstnonnull orelse ifnotset = If(IsSet(value), value, other)
    iif iff ifelse ifthen ifthenelse ternary choose when decode = If
    ifs switch case casewhen = If(condition, value, If(condition, value, other))
    equals equal isequal eq strcmp strcmpi compare comparestrings stringequals equalsignorecase = AreEqual
    notequal notequals ne isnotequal = a != b
    allof = a and b
    anyof = a or b
    now today date getdate getutcdate currentdate current_date currenttime currentdatetime current_timestamp utcnow sysdate datetimenow getcurrentdatetime getcurrenttime getcurrentdate getcurrentdatetimelocal timestamp = GetCurrentDateTimeUtc
    dateadd adddate date_add addtime addtodate datetimeadd = AddDays | AddHours | AddMinutes
    datediff datedif timediff date_diff timestampdiff datedifference subtractdates daysbetween = DateTimeDiff
    parsedate parsedatetime strtodate str_to_date stringtodate stringtodatetime cdate datevalue totimestamp to_date = ToDateTime
    formatdate dateformat date_format formatdatetime formattime strftime format datetostring datetimetostring = ToString | Substring
    getyear datepartyear yearof = Year
    getmonth monthof = Month
    getday dayofmonth getdayofmonth = Day
    gethour gethours hourof = Hour
    getminute getminutes minuteof = Minute
    getsecond getseconds secondof = Second
    getdayofweek weekday dow getweekday dayname weekdayname isodow = DayOfWeek
    createdate newdate = MakeDate
    createdatetime newdatetime datetimefromparts datefromparts = MakeDateTime
    createduration timespan interval createtimespan seconds = MakeDuration
    list array makearray createlist newlist tolist arrayof collection makecollection createcollection = MakeList
    emptylist newarray makeemptyarray createemptylist = MakeEmptyList
    getitem getitemat elementat itemat get nth at index getelement listget = GetAt
    first firstitem firstordefault head = GetAt(list, 0)
    last lastitem lastordefault = GetAt(list, Count(list) - 1)
    add additems push appenditem addtolist listappend insertitem append_item = AddItem
    removeat deleteitem deleteat = RemoveItemAt
    remove deletefromlist = RemoveItem
    distinct unique removeduplicates dedup dedupe = RemoveDups
    findindex findall listfind match indexofitem = FindFirst | Find
    listcontains arraycontains inlist isin containsitem in = FindFirst(list, item) != -1
    parsejson json_parse tojsonobject jsondecode json_decode stringtojson fromjson deserialize jsonobject = JsonParse
    jsonstringify json_encode jsonencode jsontostring serialize = ToString
    getjsonproperty getproperty jsonvalue json_value jsonget getjsonvalue getjson jsonpath json_extract getfield = GetJsonObjectProperty
    setjsonproperty setproperty jsonset = SetJsonObjectProperty
    getqueue lookupqueue findqueuebyname queue toqueue getqueuebyname = FindQueue
    getuser lookupuser touser finduserbyname finduserbyemail = FindUser
    getskill toskill lookupskill findacdskill findskillbyname = FindSkill
    tophone phonenumber parsephone parsephonenumber formatphonenumber formatphone = ToPhoneNumber
    mod modulo modulus rem remainder = a % b
    pow exponent = a ^ b
    roundnumber mathround = Round
    absolute fabs = Abs
    ceil roundtoceiling = Ceiling
    trunc truncate fix = ToInt
    avg = Average
    rand randombetween randint randominteger = Random
    """
}
