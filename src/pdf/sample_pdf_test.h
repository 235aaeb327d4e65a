#pragma once
#include <fmt/format.h>
#include <string>
#include <vector>

namespace chuangmo::pdf {

// A file of these objects, numbered from 1; the first is the catalogue.
inline std::string sample_pdf(const std::vector<std::string>& objects, const std::string& trailer = "") {
  std::string pdf = "%PDF-1.6\n";
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < objects.size(); ++at) {
    places.push_back(pdf.size());
    pdf += fmt::format("{} 0 obj\n{}\nendobj\n", at + 1, objects[at]);
  }
  const std::size_t table = pdf.size();
  pdf += fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
  for (const std::size_t place : places) pdf += fmt::format("{:010} 00000 n \n", place);
  return pdf + fmt::format("trailer\n<</Size {}/Root 1 0 R{}>>\nstartxref\n{}\n%%EOF\n", objects.size() + 1,
                           trailer, table);
}

inline std::string sample_stream(const std::string& data, const std::string& about = "") {
  return fmt::format("<</Length {}{}>>\nstream\n{}\nendstream", data.size(), about, data);
}

// As LibreOffice 7.4 writes it, shortened: two pages, two headings, two marks, a font that says its number.
inline std::string sample_print(const std::string& made, const std::string& font_number) {
  const std::string clear = "%!PS-AdobeFont-1.0: A\n/UniqueID " + font_number + " def\ncurrentfile eexec\n";
  return sample_pdf(
      {"<</Type/Catalog/Pages 2 0 R/Outlines 5 0 R/Names<</Dests<</Names[(cm1)[3 0 R/XYZ 1 2 0](cm2)[4 0 "
       "R/XYZ 1 2 0]]>>>>>>",
       "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 595 842]/Resources<</Font<</F1 9 0 R>>>>>>",
       "<</Type/Page/Parent 2 0 R/Contents 8 0 R>>", "<</Type/Page/Parent 2 0 R/Contents 8 0 R>>",
       "<</First 6 0 R/Last 7 0 R/Count 2>>",
       "<</Title<FEFF4E0030016307680789816C42>/Dest[4 0 R/XYZ 1 2 0]/Parent 5 0 R/Next 7 0 R>>",
       "<</Title<FEFF4E8C30015B8C6210>/Dest[3 0 R/XYZ 1 2 0]/Parent 5 0 R/Prev 6 0 R>>",
       sample_stream("BT /F1 12 Tf (A) Tj ET"),
       "<</Type/Font/Subtype/Type1/BaseFont/BAAAAA+A/FontDescriptor 10 0 R>>",
       "<</Type/FontDescriptor/FontName/BAAAAA+A/FontFile 11 0 R>>",
       sample_stream(clear, fmt::format("/Length1 {}/Length2 0/Length3 0", clear.size())),
       "<</Creator(Writer)/CreationDate(D:" + made + "+08'00')>>"},
      "/Info 12 0 R/ID[<" + made + made + "0000><" + made + made + "0000>]/DocChecksum/" + made);
}

}  // namespace chuangmo::pdf
