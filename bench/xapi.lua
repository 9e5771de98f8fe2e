-- What wrk sends to /xapi/statements: SIZE new statements a request (AUTH: the header). Learners, activities and registrations as in a school.
local size = tonumber(os.getenv("SIZE") or "50")
local source = io.open("/dev/urandom", "rb")
local function number()
  local a, b, c, d = source:read(4):byte(1, 4)
  return a + b * 256 + c * 65536 + d * 16777216
end
math.randomseed(number())
local function uuid()
  return string.format("%08x-%04x-4%03x-a%03x-%06x%06x", number(), math.random(0, 65535), math.random(0, 4095), math.random(0, 4095), math.random(0, 16777215), number() % 16777216)
end
local verbs = { "answered", "completed", "experienced", "attempted", "passed", "failed", "progressed", "initialized" }
local function one()
  local what = math.random(1, 5000)
  return string.format('{"id":"%s","actor":{"objectType":"Agent","name":"Nguyễn Văn An","account":{"homePage":"https://lms.example.org","name":"hs%d"}},' ..
    '"verb":{"id":"http://adlnet.gov/expapi/verbs/%s","display":{"vi-VN":"đã làm"}},"object":{"id":"https://lms.example.org/bai/%d",' ..
    '"definition":{"name":{"vi-VN":"Bài %d"},"type":"http://adlnet.gov/expapi/activities/assessment"}},"result":{"score":{"scaled":0.%d},"success":true,' ..
    '"completion":true,"duration":"PT%dM"},"context":{"registration":"%s","platform":"LMS","language":"vi-VN","contextActivities":{' ..
    '"parent":[{"id":"https://lms.example.org/khoa/%d"}],"grouping":[{"id":"https://lms.example.org/chuong/%d"}]}},"timestamp":"2026-11-28T03:00:00.000Z"}',
    uuid(), math.random(1, 2000), verbs[math.random(1, 8)], what, what, math.random(10, 99), math.random(1, 59), uuid(), what % 100, what % 700)
end
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["X-Experience-API-Version"] = "2.0.0"
wrk.headers["Authorization"] = os.getenv("AUTH")
function request()
  if size == 1 then wrk.body = one() else
    local all = {}
    for i = 1, size do all[i] = one() end
    wrk.body = "[" .. table.concat(all, ",") .. "]"
  end
  return wrk.format()
end
